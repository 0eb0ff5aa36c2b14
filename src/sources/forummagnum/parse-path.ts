import { type Address, comment, decode, isId, isSlug, sequence, trimmed } from "./address.ts";

/** Reads what the path of an address names, on any page that the sites have or had. */
export function parsePath(path: readonly string[], url: URL): Address | undefined {
  const [area, first, second, third] = path;
  switch (area) {
    case undefined:
      return { kind: "site" };
    case "posts":
    case "events":
      return parsePost(path.slice(1));
    case "g":
    case "s":
      if (second === "p") return parsePost(path.slice(3));
      return area === "s" && first !== undefined ? sequence(first) : undefined;
    case "sequences":
      return first === undefined ? undefined : sequence(first);
    case "rationality":
    case "codex":
    case "hpmor":
    case "highlights":
      return isSlug(first) ? { kind: "post", by: "slug", value: first } : undefined;
    case "lw":
    case "ea":
      return parseLegacy(path.slice(1), url);
    case "r":
    case "all":
    case "discussion":
    case "lesswrong":
      return parseSubreddit(path, url);
    case "item":
      return parseItem(url.searchParams.get("id"));
    case "w":
    case "tag":
    case "topics":
    case "p":
      return parseWiki(first, second);
    case "users":
    case "user":
    case "u":
      return first === undefined ? parseUser(url.searchParams.get("id")) : parseUser(first, second);
    case "submitted":
    case "threads":
      return parseUser(url.searchParams.get("id"));
    case "api":
      return first === "post" && second !== undefined && url.pathname.startsWith("/api/post/")
        ? parseTwin(second, third, path[4])
        : undefined;
    default:
      return undefined;
  }
}

/** Reads `ID`, `ID/slug`, `ID/slug/CID`, `ID/slug/comment/CID`, `ID/slug/answer/CID` or `slug/SLUG`. */
function parsePost([id, slug, third, fourth]: readonly string[]): Address | undefined {
  if (id === "slug" && isSlug(slug) && third === undefined) return { kind: "post", by: "slug", value: slug };
  if (!isId(id)) return undefined;
  if (third === undefined) return { kind: "post", by: "id", value: id };
  if (isId(third)) return comment(third);
  const isBelow = third === "comment" || third === "answer";
  return isBelow && isId(fourth) ? comment(fourth) : undefined;
}

/** A user's former pages, all of which lead to the current one. */
const userPages: readonly (string | undefined)[] = [
  undefined,
  "overview",
  "comments",
  "submitted",
  "replies",
];

function parseUser(slug: string | null, page?: string): Address | undefined {
  const name = trimmed(slug ?? "");
  return isSlug(name) && userPages.includes(page) ? { kind: "user", slug: name } : undefined;
}

/** Reads `B36`, `B36/slug`, `B36/slug/B36COMMENT` or `B36/slug/#B36COMMENT`, from the time before ForumMagnum. */
function parseLegacy([post, , reply]: readonly string[], url: URL): Address | undefined {
  const named = reply ?? legacyFragment(url);
  if (named !== undefined && isLegacyId(named)) return { kind: "comment", by: "legacyId", value: named };
  return post !== undefined && isLegacyId(post) ? { kind: "post", by: "legacyId", value: post } : undefined;
}

/** Places on such an old page that are not comments. */
const legacyPlaces: readonly string[] = ["comments", "more", "top", "main", "body", "content", "footer"];

function legacyFragment(url: URL): string | undefined {
  const fragment = trimmed(decode(url.hash) ?? "");
  const id = /^#(?:comment-|(?:(?:thing|body|comment)_)?t1_)?([0-9a-z]{2,6})$/i.exec(fragment)?.[1];
  return id === undefined || legacyPlaces.includes(id.toLowerCase()) ? undefined : id;
}

/** Reads `r/discussion/lw/…` and shorter: the ids of that time do not depend on the part of the site. */
function parseSubreddit(path: readonly string[], url: URL): Address | undefined {
  const at = path.findIndex((part) => part === "lw" || part === "ea");
  return at === 1 || (at === 2 && path[0] === "r") ? parseLegacy(path.slice(at + 1), url) : undefined;
}

function isLegacyId(text: string): boolean {
  return /^[0-9a-z]{1,8}$/i.test(text);
}

/** Reads the number of a post or comment on the forum that became the Alignment Forum. */
function parseItem(id: string | null): Address | undefined {
  const number = trimmed(id ?? "");
  return /^\d{1,6}$/.test(number) ? { kind: "item", number } : undefined;
}

function parseWiki(slug: string | undefined, page: string | undefined): Address | undefined {
  if (!isSlug(slug)) return undefined;
  if (page === "discussion") return { kind: "discussion", slug };
  return page === undefined ? { kind: "tag", slug } : undefined;
}

/** Reads the Markdown version of a page: `/api/post/ID/comments[/CID]`. */
function parseTwin(id: string, page: string | undefined, commentId: string | undefined): Address | undefined {
  if (page === "comments" && isId(commentId)) return comment(commentId);
  return isId(id) && (page === undefined || page === "comments")
    ? { kind: "post", by: "id", value: id }
    : undefined;
}
