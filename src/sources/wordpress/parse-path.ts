import { type Address, listBySlug } from "./address.ts";
import { parseRoute } from "./parse-route.ts";

/** Punctuation of the sentence from which an address was copied. */
const sentenceEnd = /[\s)\]}>.,;:!?'"*|…’”»]+$/u;
/** Ends of addresses that lead to another form of the same page. */
const formsOfPage: ReadonlySet<string> = new Set(["trackback", "embed", "amp"]);
const feedFormats: ReadonlySet<string> = new Set(["rss", "rss2", "atom", "rdf"]);

/** Reads what the path of an address names. A blog chooses the form of its addresses, so an unknown one may be that of a post. */
export function parsePath(given: readonly string[], query: URLSearchParams): Address | undefined {
  if (given[0] === "wp-json") return parseRoute(`/${given.slice(1).join("/")}`);
  const path = withoutForm(given);
  const [area, first] = path;
  const last = path.at(-1);
  switch (area) {
    case undefined:
      return query.has("s") || query.has("rest_route") ? undefined : { kind: "site" };
    case "category":
      return listBySlug("categories", path.length > 1 ? last : undefined);
    case "tag":
      return listBySlug("tags", first);
    case "author":
      return listBySlug("author", first);
    default:
      return mayBePost(path) ? { kind: "page", path: pageAt(path) } : undefined;
  }
}

function pageAt(path: readonly string[]): string {
  const address = `/${path.map(encodeURIComponent).join("/")}`;
  return /\.html?$/.test(address) ? address : `${address}/`;
}

/** Cuts off what leads to the feed of a page, to a part of its comments or to older posts. */
function withoutForm(given: readonly string[]): readonly string[] {
  const path = [...given];
  if (path[0] === "index.php") path.shift();
  path.push((path.pop() ?? "").replace(sentenceEnd, ""));
  if (feedFormats.has(path.at(-1) ?? "") && path.at(-2) === "feed") path.pop();
  const isFeed = path.at(-1) === "feed";
  if (isFeed || formsOfPage.has(path.at(-1) ?? "")) path.pop();
  if (/^comment-page-\d+$/.test(path.at(-1) ?? "")) path.pop();
  if (path.at(-2) === "page" && /^\d+$/.test(path.at(-1) ?? "")) path.splice(-2);
  if (isFeed && path.length === 1 && path[0] === "comments") path.pop();
  return path.filter((part) => part !== "");
}

/** Returns whether a path is neither of the software's own nor an archive of a year, month or day, nor a file. */
function mayBePost(path: readonly string[]): boolean {
  const [first = ""] = path;
  if (/^(?:wp-|xmlrpc\.php)/.test(first)) return false;
  if (/^\d{4}(?:\/\d{1,2}){0,2}$/.test(path.join("/"))) return false;
  return !/\.(?!html?$)[a-z0-9]{2,4}$/i.test(path.at(-1) ?? "");
}
