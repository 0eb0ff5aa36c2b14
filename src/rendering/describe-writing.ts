import type { Author } from "../forum/author.ts";
import type { Post } from "../forum/post.ts";
import { type Site, siteLink } from "../forum/site.ts";
import { editedSince, type Opening, type Writing } from "../forum/writing.ts";
import type { Language } from "../language/english.ts";
import { maskedLink } from "../text/masked-link.ts";
import { moment } from "./moments.ts";
import { authorName, authorUrl, titleOf } from "./names.ts";
import { scoreOf } from "./score.ts";

/** A comment or post with its post and source. */
export interface PlacedWriting {
  readonly source: { readonly site: Site };
  readonly writing: Writing | Opening;
  /** The post of the comment, or the post itself. */
  readonly post: Post | undefined;
}

/** Everything about a comment or post except its words. */
export interface WritingDescription {
  readonly author: Pick<Author, "name" | "avatarUrl"> & { readonly url: string | undefined };
  /** Title of the post, unescaped. */
  readonly title: string;
  /** Permalink. */
  readonly url: string;
  /** Discord Markdown: date, edit, score. */
  readonly details: readonly string[];
  /** One line of Discord Markdown: the details, permalink, jump link and age of the copy. */
  readonly facts: string;
}

export interface Whereabouts {
  /** Address of its message in the server that reads this. */
  readonly jumpLink: string | undefined;
  /** When the site last returned it; `undefined` to leave that out. */
  readonly readAtMs: number | undefined;
}

export function describeWriting(
  { source: { site }, writing, post }: PlacedWriting,
  { jumpLink, readAtMs }: Whereabouts,
  language: Language,
): WritingDescription {
  const say = language.card;
  const { author, postedAtMs, agreement } = writing;
  const editedAtMs = editedSince(writing);
  const coauthors = "coauthors" in writing ? writing.coauthors : [];
  const url = siteLink(site, writing.path);
  const details = [
    moment(postedAtMs),
    editedAtMs === undefined ? "" : say.edited(editedAtMs),
    scoreOf(writing, site, language),
    agreement === undefined ? "" : language.mirror.agreement(agreement),
    writing.isRetracted ? say.retracted : "",
  ].filter(Boolean);
  const facts = [
    ...details,
    maskedLink(site.title, url),
    jumpLink === undefined ? "" : maskedLink(say.mirrored, jumpLink),
    readAtMs === undefined ? "" : say.asOf(readAtMs),
  ];
  return {
    author: {
      name: [author, ...coauthors].map((one) => authorName(one, language)).join(", "),
      avatarUrl: author?.avatarUrl,
      url: authorUrl(author, site),
    },
    title: titleOf(post, language),
    url,
    details,
    facts: facts.filter(Boolean).join(" · "),
  };
}
