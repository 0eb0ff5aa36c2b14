import type { Author } from "../forum/author.ts";
import type { Post } from "../forum/post.ts";
import { type Site, siteLink } from "../forum/site.ts";
import type { Language } from "../language/english.ts";
import { escapeText } from "../text/escape.ts";
import { cutAtWord } from "../text/excerpt.ts";
import { linksNeeded, maskedLink } from "../text/masked-link.ts";
import { readableLine } from "../text/readable-line.ts";
import { hostName } from "../text/web-address.ts";

/** The most links for one name; more would overflow its line. */
const mostLinks = 2;

export function authorName(author: Pick<Author, "name" | "handle"> | undefined, language: Language): string {
  if (author === undefined) return language.mirror.unknownAuthor;
  return readableLine(author.name) || readableLine(author.handle) || language.mirror.unknownAuthor;
}

/** Renders an author's name as a link; if a link cannot hold one of its characters, the handle after the name becomes the link. */
export function linkedAuthor(
  author: Author | undefined,
  { link, nameLength }: { readonly link: string; readonly nameLength: number },
  language: Language,
): string {
  const name = cutAtWord(authorName(author, language), nameLength);
  const links = linksNeeded(name);
  if (links > 0 && links <= mostLinks) return maskedLink(name, link);
  // If the author is only a name, the handle has the same characters.
  const label = author?.identity === "name" ? hostName(link) : author?.handle;
  return `${escapeText(name)} (${maskedLink(label || language.mirror.unknownAuthor, link)})`;
}

/** Makes the address of an author's page; `undefined` if there is no page. */
export function authorUrl(author: Author | undefined, site: Site): string | undefined {
  return author?.path === undefined ? undefined : siteLink(site, author.path);
}

/** Returns the title to show for a post, which may be missing, empty or withheld. */
export function titleOf(post: Pick<Post, "title" | "visibility"> | undefined, language: Language): string {
  if (post?.visibility === "withheld") return language.mirror.withheldPost;
  return shownTitle(post?.title ?? "", language);
}

/** Makes a title readable. */
export function shownTitle(title: string, language: Language): string {
  return readableLine(title) || language.mirror.untitled;
}
