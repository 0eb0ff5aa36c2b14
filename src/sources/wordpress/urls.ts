import { pathBelow, type Site } from "../../forum/site.ts";
import { type Address, idIn, listById, listBySlug } from "./address.ts";
import { parsePath } from "./parse-path.ts";
import { parseRoute } from "./parse-route.ts";

export function acceptedUrls({ url }: Site): readonly string[] {
  return [
    `${url}/2026/03/01/a-title/`,
    `${url}/2026/03/01/a-title/#comment-26`,
    `${url}/category/some-category/`,
    `${url}/tag/some-tag/`,
    `${url}/author/somebody/`,
    url,
  ];
}

/** Reads what an address on this blog names; `undefined` for any other host, and for pages without posts. */
export function parseUrl(site: Site, url: URL): Address | undefined {
  const path = pathOn(site, url);
  const segments = path?.split("/").map(decode);
  if (segments === undefined || !segments.every((segment) => segment !== undefined)) return undefined;
  const parts = segments.filter((segment) => segment !== "");
  const comment = commentIn(url);
  if (comment !== undefined) return { kind: "comment", id: comment };
  return parseQuery(url.searchParams) ?? parsePath(parts, url.searchParams);
}

/** Returns the path below the blog's own, with and without `www.` in front of the host. */
function pathOn(site: Site, url: URL): string | undefined {
  const own = new URL(site.url);
  const given = new URL(url);
  if (bareHost(own) === bareHost(given)) given.host = own.host;
  return pathBelow(site, given);
}

/** Returns the same host with or without `www.`, to which many blogs redirect. */
export function twinHost({ host }: URL): string {
  return host.startsWith("www.") ? host.slice("www.".length) : `www.${host}`;
}

function bareHost({ host }: URL): string {
  return host.replace(/^www\./, "");
}

/** Themes name the place of a comment `comment-26`, `li-comment-26` or `div-comment-26`; a link to answer it has a parameter. */
function commentIn({ hash, searchParams }: URL): number | undefined {
  const named = /^#(?:(?:li|div|article)-)?comment-(\d+)/.exec(decode(hash) ?? "")?.[1];
  return idIn(named) ?? idIn(searchParams.get("replytocom"));
}

/** Reads addresses of a blog without permalinks, which work on every blog. */
function parseQuery(query: URLSearchParams): Address | undefined {
  const route = query.get("rest_route");
  if (route !== null) return parseRoute(route);
  const post = ["p", "page_id", "attachment_id"].map((name) => idIn(query.get(name)));
  const id = post.find((one) => one !== undefined);
  if (id !== undefined) return { kind: "post", id };
  return (
    listById("categories", query.get("cat")) ??
    listBySlug("categories", query.get("category_name")) ??
    listBySlug("tags", query.get("tag")) ??
    listById("author", query.get("author")) ??
    listBySlug("author", query.get("author_name"))
  );
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
