import { pathBelow, type Site } from "../../forum/site.ts";
import { type Address, isName, readNumber } from "./address.ts";

export function acceptedUrls({ url }: Site): readonly string[] {
  return [
    `${url}/t/the-title/12`,
    `${url}/t/the-title/12/3`,
    `${url}/u/somebody`,
    `${url}/c/some-category/5`,
    `${url}/tag/some-tag`,
    url,
  ];
}

/** Reads what an address on a forum names; `undefined` for any other host or form. */
export function parseUrl(site: Site, url: URL): Address | undefined {
  const path = pathBelow(site, url);
  const parts = path === undefined ? undefined : segments(path);
  if (parts === undefined) return undefined;
  const [area, ...rest] = parts;
  switch (area) {
    case undefined:
      return { kind: "site" };
    case "t":
    // A view of a topic as a tree.
    case "n":
      return parseTopic(rest, /^#post_(\d+)$/.exec(url.hash)?.[1]);
    case "p":
    case "posts":
      return parsePost(rest[0]);
    case "u":
    case "users":
      return isName(rest[0]) ? { kind: "user", name: rest[0] } : undefined;
    case "c":
      return parseCategory(rest);
    case "tag":
    case "tags":
      return parseTag(rest);
    default:
      return lists.has(area) && rest.length === 0 ? { kind: "site" } : undefined;
  }
}

/** Pages that list topics of the whole forum. */
const lists: ReadonlySet<string> = new Set(["latest", "new", "top", "hot", "categories"]);

/** Punctuation of the sentence from which an address was copied. */
const sentenceEnd = /[\s)\]}>.,;:!?'"*|…’”»]+$/u;

/** `undefined` if the path contains a broken escape. */
function segments(path: string): readonly string[] | undefined {
  try {
    const parts = path.split("/").map(decodeURIComponent);
    let named = "";
    // The last part that is more than such punctuation.
    while (named === "" && parts.length > 0)
      named = (parts.pop() ?? "").replace(sentenceEnd, "").replace(/\.(?:json|rss)$/, "");
    return [...parts, named].filter((part) => part !== "");
  } catch {
    return undefined;
  }
}

/** Reads `slug`, `ID`, `slug/ID`, `ID/NUMBER`, `slug/ID/NUMBER` and `slug/ID/last`. No slug is a number. */
function parseTopic(
  [first, ...others]: readonly string[],
  fragment: string | undefined,
): Address | undefined {
  if (first === undefined) return undefined;
  const own = readNumber(first);
  const [id, named] = own === undefined ? [readNumber(others[0]), others[1]] : [own, others[0]];
  const isSlug = others.length === 0 && !/^\d+$/.test(first);
  if (id === undefined) return isSlug ? { kind: "slug", slug: first } : undefined;
  const number = readNumber(named) ?? readNumber(fragment);
  return number === undefined || number === 1 ? { kind: "topic", id } : { kind: "number", topic: id, number };
}

function parsePost(text: string | undefined): Address | undefined {
  const id = readNumber(text);
  return id === undefined ? undefined : { kind: "post", id };
}

/** Reads `slug/ID`, `parent/child/ID` and these with the name of a list behind them. */
function parseCategory(parts: readonly string[]): Address | undefined {
  const id = readNumber(parts.find((part) => readNumber(part) !== undefined));
  return id === undefined ? undefined : { kind: "category", id };
}

/** Reads `name` and, since 2026, `name/ID`. */
function parseTag([name, id, ...others]: readonly string[]): Address | undefined {
  const isTag = isName(name) && others.length === 0 && (id === undefined || readNumber(id) !== undefined);
  return isTag ? { kind: "tag", name } : undefined;
}
