import { pathBelow, type Site } from "../../forum/site.ts";

/** A parsed address of a ForumMagnum site. Ids are stable; slugs and legacy ids must be looked up. */
export type Address =
  | { readonly kind: "post"; readonly by: "id" | "slug" | "legacyId"; readonly value: string }
  | { readonly kind: "comment"; readonly by: "id" | "legacyId"; readonly value: string }
  | { readonly kind: "user"; readonly slug: string }
  | { readonly kind: "sequence"; readonly id: string }
  | { readonly kind: "tag"; readonly slug: string }
  | { readonly kind: "discussion"; readonly slug: string }
  /** A post or a comment: only the site knows which has the number. */
  | { readonly kind: "item"; readonly number: string }
  | { readonly kind: "site" };

/** Other addresses of the known databases' sites, by their own host: mirrors, former names, machines for bots. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  "www.lesswrong.com": [
    "lesswrong.com",
    "www.lesserwrong.com",
    "lesserwrong.com",
    "www.lessestwrong.com",
    "lessestwrong.com",
    "www.greaterwrong.com",
    "greaterwrong.com",
  ],
  "www.alignmentforum.org": ["alignmentforum.org", "www.alignment-forum.com", "alignment-forum.com"],
  "forum.effectivealtruism.org": ["forum-bots.effectivealtruism.org", "ea.greaterwrong.com"],
};

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

/** Punctuation of the sentence from which an address was copied. */
const sentenceEnd = /[\s)\]}>.,;:!?'"*|…’”»]+$/u;

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

function pathOn(site: Site, url: URL): string | undefined {
  const isAlias = aliases[new URL(site.url).host]?.includes(url.host) === true;
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  return isAlias && isWeb ? url.pathname : pathBelow(site, url);
}

/** `undefined` if it contains a broken escape. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Cuts a path at an encoded question mark, which no path contains; `undefined` if it contains a broken escape. */
function segments(pathname: string): readonly string[] | undefined {
  const parts = pathname.split("/").map(decode);
  if (!parts.every((part) => part !== undefined)) return undefined;
  const last = parts.pop() ?? "";
  return [...parts, last.replace(/[?#].*$/s, "").replace(sentenceEnd, "")].filter((part) => part !== "");
}

/** Reads the `commentId`, however it is escaped. The parameter wins over the fragment. */
function commentIn(text: string): string | undefined {
  const value = /[?&;]commentId=([^&#?/]*)/i.exec(text)?.[1]?.trim().replace(sentenceEnd, "");
  return value === "" ? undefined : value;
}

/** Reads the comment's id from a fragment, which may also be a heading. */
function commentInFragment(url: URL, path: readonly string[]): Address | undefined {
  const fragment = decode(url.hash)
    ?.replace(sentenceEnd, "")
    .replace(/^#(comment-)?/, "");
  return path.length > 0 && isId(fragment) ? comment(fragment) : undefined;
}

function parsePath(path: readonly string[], url: URL): Address | undefined {
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
  const trimmed = slug?.replace(sentenceEnd, "");
  return isSlug(trimmed) && userPages.includes(page) ? { kind: "user", slug: trimmed } : undefined;
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
  const fragment = decode(url.hash)?.replace(sentenceEnd, "");
  const id = /^#(?:comment-|(?:(?:thing|body|comment)_)?t1_)?([0-9a-z]{2,6})$/i.exec(fragment ?? "")?.[1];
  return id === undefined || legacyPlaces.includes(id.toLowerCase()) ? undefined : id;
}

/** Reads `r/discussion/lw/…` and shorter: the ids of that time do not depend on the part of the site. */
function parseSubreddit(path: readonly string[], url: URL): Address | undefined {
  const at = path.findIndex((part) => part === "lw" || part === "ea");
  return at === 1 || (at === 2 && path[0] === "r") ? parseLegacy(path.slice(at + 1), url) : undefined;
}

/** Reads the number of a post or comment on the forum that became the Alignment Forum. */
function parseItem(id: string | null): Address | undefined {
  const number = id?.replace(sentenceEnd, "");
  return number !== undefined && /^\d{1,6}$/.test(number) ? { kind: "item", number } : undefined;
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

function comment(value: string): Address {
  return { kind: "comment", by: "id", value };
}

function sequence(id: string): Address | undefined {
  return isId(id) ? { kind: "sequence", id } : undefined;
}

// https://github.com/ForumMagnum/ForumMagnum/blob/master/packages/lesswrong/lib/random.ts
export function isId(text: string | undefined): text is string {
  return text !== undefined && /^[A-Za-z0-9]{17}$/.test(text);
}

function isSlug(text: string | undefined): text is string {
  return text !== undefined && /^[\p{L}\p{N}_.~-]{1,200}$/u.test(text);
}

function isLegacyId(text: string): boolean {
  return /^[0-9a-z]{1,8}$/i.test(text);
}
