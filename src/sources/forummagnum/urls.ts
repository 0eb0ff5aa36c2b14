import { pathBelow, type Site } from "../../forum/site.ts";
import { type Address, comment, decode, isId, trimmed } from "./address.ts";
import { parsePath } from "./parse-path.ts";

/** Other addresses of the known databases' sites, by their own host: mirrors, former names, machines for bots. */
const aliases: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "www.lesswrong.com",
    [
      "lesswrong.com",
      "www.lesserwrong.com",
      "lesserwrong.com",
      "www.lessestwrong.com",
      "lessestwrong.com",
      "www.greaterwrong.com",
      "greaterwrong.com",
    ],
  ],
  ["www.alignmentforum.org", ["alignmentforum.org", "www.alignment-forum.com", "alignment-forum.com"]],
  ["forum.effectivealtruism.org", ["forum-bots.effectivealtruism.org", "ea.greaterwrong.com"]],
]);

/** Hosts to which a site sends visitors of its API. */
export function apiHosts(site: Site): readonly string[] {
  return new URL(site.apiUrl).host === "forum.effectivealtruism.org"
    ? ["forum-bots.effectivealtruism.org"]
    : [];
}

export function acceptedUrls(site: Site): readonly string[] {
  const wiki = site.database === "eaforum" ? "topics" : "w";
  return [
    `${site.url}/posts/abcdefghijklmnopq/the-title`,
    `${site.url}/posts/abcdefghijklmnopq/the-title?commentId=abcdefghijklmnopq`,
    `${site.url}/users/somebody`,
    `${site.url}/s/abcdefghijklmnopq`,
    `${site.url}/${wiki}/some-page`,
    `${site.url}/${wiki}/some-page/discussion`,
    site.url,
  ];
}

/**
 * Reads what an address on this site names; `undefined` for any other host or form, and for a comment named by something other than
 * an id.
 */
export function parseUrl(site: Site, address: URL): Address | undefined {
  const pathname = pathOn(site, address);
  if (pathname === undefined) return undefined;
  const url = new URL(address);
  url.pathname = pathname;
  const text = decode(url.pathname + url.search + url.hash);
  const path = segments(url.pathname);
  if (text === undefined || path === undefined) return undefined;
  const named = commentIn(text);
  if (named !== undefined) return isId(named) ? comment(named) : undefined;
  return commentInFragment(url, path) ?? parsePath(path, url);
}

/** Returns the path of an address below that of the site; `undefined` if the address is on no host of the site. */
function pathOn(site: Site, url: URL): string | undefined {
  const isAlias = aliases.get(new URL(site.url).host)?.includes(url.host) === true;
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  return isAlias && isWeb ? url.pathname : pathBelow(site, url);
}

/** Cuts a path at an encoded question mark, which no path contains; `undefined` if it contains a broken escape. */
function segments(pathname: string): readonly string[] | undefined {
  const parts = pathname.split("/").map(decode);
  if (!parts.every((part) => part !== undefined)) return undefined;
  const last = parts.pop() ?? "";
  return [...parts, trimmed(last.replace(/[?#].*$/s, ""))].filter((part) => part !== "");
}

/** Reads the `commentId`, however it is escaped. The parameter wins over the fragment. */
function commentIn(text: string): string | undefined {
  const value = trimmed(/[?&;]commentId=([^&#?/]*)/i.exec(text)?.[1]?.trim() ?? "");
  return value === "" ? undefined : value;
}

/** Reads the comment's id from a fragment, which may also be a heading. */
function commentInFragment(url: URL, path: readonly string[]): Address | undefined {
  const fragment = trimmed(decode(url.hash) ?? "").replace(/^#(comment-)?/, "");
  return path.length > 0 && isId(fragment) ? comment(fragment) : undefined;
}
