import { pathBelow, type Site } from "../../forum/site.ts";
import { type Address, type ListName, readId, readName } from "./address.ts";
import { hackerNews } from "./sites.ts";

/** Other names of the site's own host. */
const aliases: readonly string[] = ["www.news.ycombinator.com", "hackerne.ws", "www.hackerne.ws"];

export function acceptedUrls({ url }: Pick<Site, "url">): readonly string[] {
  return [
    `${url}/item?id=12345678`,
    `${url}/item?id=12345678#12345679`,
    `${url}/user?id=somebody`,
    `${url}/news`,
    `${url}/best`,
    `${url}/ask`,
    `${url}/show`,
    `${url}/newest`,
  ];
}

/**
 * Reads what an address names: a page of the site, of Algolia's search, or of one of the two APIs. `undefined` for any other, such as
 * the jobs, which carry no comments, and for searches.
 */
export function parseUrl(site: Site, url: URL): Address | undefined {
  if (site.url !== hackerNews.url) return onSite(pathBelow(site, url), url);
  if (!["http:", "https:"].includes(url.protocol) || url.port !== "") return undefined;
  if (url.hostname === "hn.algolia.com") return onAlgolia(url.pathname);
  if (url.hostname === "hacker-news.firebaseio.com") return onFirebase(url.pathname);
  const isOwn = url.hostname === new URL(site.url).hostname || aliases.includes(url.hostname);
  return isOwn ? onSite(url.pathname, url) : undefined;
}

const pages: Readonly<Record<string, ListName>> = {
  "": "front",
  news: "front",
  best: "best",
  ask: "ask",
  show: "show",
};

function onSite(path: string | undefined, { searchParams, hash }: URL): Address | undefined {
  const page = /^\/(\w*)\W*$/.exec(path ?? "")?.[1];
  const id = searchParams.get("id");
  switch (page) {
    case undefined:
      return undefined;
    case "item":
      return item(readId(hash.slice(1)), true) ?? item(readId(id));
    case "context":
      return item(readId(id), true);
    case "user":
    case "threads":
    case "submitted":
      return user(readName(id));
    case "newest":
      return { kind: "site" };
    default:
      return list(page, pages);
  }
}

/** Reads `/story/ID/title` and the addresses of the API. */
function onAlgolia(path: string): Address | undefined {
  const [, kind, value] = /^\/(story|api\/v1\/items|api\/v1\/users)\/([^/]*)/.exec(path) ?? [];
  return kind === "api/v1/users" ? user(readName(value)) : item(readId(value));
}

const rankings: Readonly<Record<string, ListName>> = {
  topstories: "front",
  beststories: "best",
  askstories: "ask",
  showstories: "show",
};

function onFirebase(path: string): Address | undefined {
  const [, kind = "", value] = /^\/v0\/(\w+)(?:\/([^/]*?))?(?:\.json)?$/.exec(path) ?? [];
  if (kind === "item") return item(readId(value));
  if (kind === "user") return user(readName(value));
  if (kind === "newstories") return { kind: "site" };
  return list(kind, rankings);
}

function item(id: number | undefined, isComment = false): Address | undefined {
  return id === undefined ? undefined : { kind: "item", id, isComment };
}

function user(name: string | undefined): Address | undefined {
  return name === undefined ? undefined : { kind: "user", name };
}

function list(name: string, among: Readonly<Record<string, ListName>>): Address | undefined {
  const named = Object.hasOwn(among, name) ? among[name] : undefined;
  return named === undefined ? undefined : { kind: "list", list: named };
}
