import type { Author } from "../forum/author.ts";
import type { Post } from "../forum/post.ts";
import { type Site, siteLink } from "../forum/site.ts";
import type { Language } from "../language/english.ts";
import { escapeText } from "../text/escape.ts";
import { cutAtWord } from "../text/excerpt.ts";
import { linksNeeded, maskedLink } from "../text/masked-link.ts";
import { readableLine } from "../text/readable-line.ts";
import { hostName } from "../text/web-address.ts";

/** Limit for one name: a longer one would overflow its line. */
const mostLinks = 2;

export function authorName(author: Pick<Author, "name" | "handle"> | undefined, language: Language): string {
  if (author === undefined) return language.mirror.unknownAuthor;
  return readableLine(author.name) || readableLine(author.handle) || language.mirror.unknownAuthor;
}

/** Renders an author's name as a link; if it contains signs that no link may hold, the handle behind it becomes the link. */
export function linkedAuthor(
  author: Author | undefined,
  { link, nameLength }: { readonly link: string; readonly nameLength: number },
  language: Language,
): string {
  const name = cutAtWord(authorName(author, language), nameLength);
  const links = linksNeeded(name);
  if (links > 0 && links <= mostLinks) return maskedLink(name, link);
  // Whoever has but a name has the same signs in their handle.
  const label = author?.identity === "name" ? hostName(link) : author?.handle;
  return `${escapeText(name)} (${maskedLink(label || language.mirror.unknownAuthor, link)})`;
}

/** Address of an author's page; `undefined` without one. */
export function authorUrl(author: Author | undefined, site: Site): string | undefined {
  return author?.path === undefined ? undefined : siteLink(site, author.path);
}

/** As people call the post. */
export function titleOf(post: Pick<Post, "title" | "visibility"> | undefined, language: Language): string {
  if (post?.visibility === "withheld") return language.mirror.withheldPost;
  return shownTitle(post?.title ?? "", language);
}

/** Makes a title readable. */
export function shownTitle(title: string, language: Language): string {
  return readableLine(title) || language.mirror.untitled;
}
