import type { Author } from "../forum/author.ts";
import { noBody } from "../forum/body.ts";
import type { Comment } from "../forum/comment.ts";
import type { Post } from "../forum/post.ts";
import { type Site, siteLink } from "../forum/site.ts";
import type { Language } from "../language/english.ts";
import type { Document } from "../text/document.ts";
import { escapeText } from "../text/escape.ts";
import { cutAtSpace } from "../text/excerpt.ts";
import { maskedLink } from "../text/masked-link.ts";
import { renderParts } from "../text/render-parts.ts";
import { readBody } from "./document-of.ts";
import { moment } from "./moments.ts";
import { authorName, authorUrl, titleOf } from "./names.ts";
import type { Placement } from "./render-comment.ts";
import { scoreOf } from "./score.ts";
import type { Starter } from "./starter.ts";

/** The circumstances in which a starter is shown. */
export type StarterPlacement = Pick<Placement, "site" | "showsScore">;

const titleLength = 100;

/** Renders a post as the starter of its forum post. */
export function renderPost(
  post: Post,
  { site, showsScore = true }: StarterPlacement,
  language: Language,
): Starter {
  const url = siteLink(site, post.path);
  const { document, isCut } = withoutLastHeading(readBody(post.opening ?? noBody, { baseUrl: site.url }));
  const [opening, ...rest] = renderParts(document, {});
  const names =
    post.visibility === "withheld"
      ? [language.mirror.withheldAuthor]
      : [post.author, ...post.coauthors].map((author) => authorName(author, language));
  const withheld = post.visibility === "withheld" ? language.mirror.withheldPostNote : "";
  const more = isCut || rest.length > 0 ? `\n\n${maskedLink(language.mirror.readOn(site.title), url)}` : "";
  const facts = [
    moment(post.postedAtMs),
    showsScore ? scoreOf(post, site, language) : "",
    post.commentCount === undefined ? "" : language.mirror.comments(post.commentCount),
    maskedLink(site.title, url),
  ];
  return {
    title: cutTitle(titleOf(post, language)),
    url,
    description: `${withheld}${opening?.content ?? ""}${more}`.trim(),
    facts: facts.filter(Boolean).join(" · "),
    author: {
      name: names.join(", "),
      avatarUrl: post.author?.avatarUrl,
      url: authorUrl(post.author, site),
    },
    image: opening?.images[0],
    tags: post.tags.map((tag) => tag.name),
  };
}

/**
 * Removes a heading at the end: sites cut a post's opening between two blocks, and a heading says nothing without the text below
 * it.
 */
function withoutLastHeading(document: Document): { readonly document: Document; readonly isCut: boolean } {
  const last = document.blocks.findLastIndex(({ kind }) => kind !== "heading");
  const isCut = last >= 0 && last < document.blocks.length - 1;
  return { document: isCut ? { ...document, blocks: document.blocks.slice(0, last + 1) } : document, isCut };
}

/** Renders the starter of the forum post that collects one author's comments. */
export function renderUser(user: Author, site: Site, language: Language): Starter {
  const url = authorUrl(user, site) ?? site.url;
  const name = authorName(user, language);
  return {
    title: cutTitle(language.mirror.commentsBy(name)),
    url,
    description: language.mirror.userPage(escapeText(name), site.title),
    facts: maskedLink(site.title, url),
    author: { name, avatarUrl: user.avatarUrl, url },
    image: undefined,
    tags: [],
  };
}

/** Renders the starter of the forum post that shows one comment and everything below it. */
export function renderSubtree(
  comment: Comment,
  post: Post | undefined,
  { site, showsScore = true }: StarterPlacement,
  language: Language,
): Starter {
  const isWithheld = comment.visibility === "withheld";
  const name = isWithheld ? language.mirror.withheldAuthor : authorName(comment.author, language);
  const title = post === undefined ? site.title : titleOf(post, language);
  const url = siteLink(site, comment.path);
  return {
    title: cutTitle(language.mirror.subtreeTitle(name, title)),
    url,
    description:
      post === undefined ? "" : `${language.mirror.on} ${maskedLink(title, siteLink(site, post.path))}`,
    facts: [
      moment(comment.postedAtMs),
      showsScore ? scoreOf(comment, site, language) : "",
      maskedLink(site.title, url),
    ]
      .filter(Boolean)
      .join(" · "),
    author: {
      name,
      avatarUrl: comment.author?.avatarUrl,
      url: authorUrl(comment.author, site),
    },
    image: undefined,
    tags: post?.tags.map((tag) => tag.name) ?? [],
  };
}

/** Renders what is left of a starter when the site no longer shows its subject. The forum post keeps its name and its tags. */
export function renderGone(
  kept: { readonly title: string; readonly path: string; readonly tags: readonly string[] },
  words: string,
  site: Site,
  language: Language,
): Starter {
  const url = siteLink(site, kept.path);
  return {
    title: kept.title,
    url,
    description: `*${words}*`,
    facts: maskedLink(site.title, url),
    author: { name: language.mirror.unknownAuthor, avatarUrl: undefined, url: undefined },
    image: undefined,
    tags: kept.tags,
  };
}

/** https://discord.com/developers/docs/resources/channel#start-thread-in-forum-or-media-channel */
function cutTitle(title: string): string {
  return cutAtSpace(title, titleLength);
}
