import type { Author } from "../forum/author.ts";
import type { Body } from "../forum/body.ts";
import type { Comment } from "../forum/comment.ts";
import type { Post } from "../forum/post.ts";
import type { Profile, ProfileCounts } from "../forum/profile.ts";
import { databaseOf, referenceId } from "../forum/reference.ts";
import type { Scores } from "../forum/votes.ts";
import type { ProfilePage } from "./profile-page.ts";

// Converts records stored by older versions of the bot when they are read, so that an upgrade asks no site for anything again.

/** An author as stored until 2026-11-30, when all sites ran ForumMagnum. */
interface OldAuthor extends Pick<Author, "reference" | "name" | "avatarUrl"> {
  readonly slug: string;
}

/** A text as stored until the same day. */
interface OldText {
  readonly html?: string;
  readonly markdown?: string;
}

/** Scores as stored until then. */
interface OldScores {
  readonly score?: number;
  readonly alignmentScore?: number;
  readonly isAlignment?: boolean;
}

/** An author's counts as stored until then. */
interface OldCounts {
  readonly counts: ProfileCounts;
  readonly alignmentCounts?: ProfileCounts;
  readonly wikiContributions?: number;
}

export function renewAuthor<A extends Author>(kept: A): A {
  const { slug, ...rest } = kept as A & OldAuthor;
  if (slug === undefined) return kept;
  return { ...(rest as A), identity: "account", handle: slug, path: `/users/${slug}` };
}

export function renewComment<C extends Comment>(kept: C): C {
  const { author, parent, path } = kept;
  const { isAlignment } = kept as OldScores;
  const database = databaseOf(kept.reference);
  // Old texts and missing parent paths go together. ForumMagnum's permalinks in a thread differ only in the comment's id.
  const isOld = "html" in kept && parent !== undefined;
  return {
    ...renewScores(renewText(kept)),
    author: author && renewAuthor(author),
    shownOn: kept.shownOn ?? (isAlignment ? [database, "alignmentforum"] : [database]),
    parentPath: isOld ? path.replace(referenceId(kept.reference), referenceId(parent)) : kept.parentPath,
  };
}

export function renewHistory<H extends { readonly texts: readonly { readonly body: Body }[] }>(kept: H): H {
  return { ...kept, texts: kept.texts.map(renewText) };
}

export function renewPost<P extends Post>(kept: P): P {
  return {
    ...renewScores(kept),
    author: kept.author && renewAuthor(kept.author),
    coauthors: kept.coauthors.map(renewAuthor),
    opening: renewOpening(kept.opening),
    // Not stored until 2026-11-30.
    isClosed: kept.isClosed ?? false,
    plainPath: kept.plainPath ?? withoutTitle(kept.path),
  };
}

export function renewProfile<P extends Profile>(kept: P): P {
  const { bioHtml, bioMarkdown, ...rest } = kept as P & { bioHtml?: string; bioMarkdown?: string };
  const renewed = bioHtml === undefined ? kept : { ...(rest as P), bio: oldBody(bioHtml, bioMarkdown) };
  return { ...renewCounts(renewed), author: renewAuthor(renewed.author) };
}

export function renewProfilePage<P extends ProfilePage>(kept: P): P {
  const sequences = kept.sequences.map((one) => ({ ...one, author: one.author && renewAuthor(one.author) }));
  return { ...kept, sequences };
}

function renewScores<R extends Comment | Post>(kept: R): R {
  if (kept.scores !== undefined) return kept;
  const { score, alignmentScore, isAlignment: _, ...rest } = kept as R & OldScores;
  const scores: Scores = {
    ...(score === undefined ? {} : { [databaseOf(kept.reference)]: score }),
    ...(alignmentScore === undefined ? {} : { alignmentforum: alignmentScore }),
  };
  return { ...(rest as unknown as R), scores };
}

function renewCounts<P extends Profile>(kept: P): P {
  const { counts, alignmentCounts, wikiContributions, ...rest } = kept as unknown as P & OldCounts;
  if (alignmentCounts === undefined) return kept;
  const database = databaseOf(kept.reference);
  const onOther =
    database === "lesswrong" ? { alignmentforum: { ...alignmentCounts, wikiContributions } } : {};
  return { ...(rest as unknown as P), counts: { [database]: { ...counts, wikiContributions }, ...onOther } };
}

function renewText<T extends { readonly body: Body }>(kept: T): T {
  const { html, markdown, ...rest } = kept as T & OldText;
  return html === undefined ? kept : { ...(rest as T), body: oldBody(html, markdown) };
}

function renewOpening(kept: Body | string | undefined): Body | undefined {
  return typeof kept === "string" ? oldBody(kept) : kept;
}

function withoutTitle(path: string): string {
  return path.replace(/^(\/posts\/[^/?#]+)\/[^/?#]+/, "$1");
}

function oldBody(text: string, markdown = ""): Body {
  return { format: "html", dialect: "forummagnum", text, ...(markdown === "" ? {} : { markdown }) };
}
