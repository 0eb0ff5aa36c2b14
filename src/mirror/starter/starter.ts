import { hash } from "node:crypto";
import { readComment, readPost, readUser } from "../../finding/read-through.ts";
import type { Author } from "../../forum/author.ts";
import type { Comment } from "../../forum/comment.ts";
import type { Post } from "../../forum/post.ts";
import { isReferenceTo } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import { scoreOn } from "../../forum/votes.ts";
import type { Language } from "../../language/english.ts";
import { authorName, titleOf } from "../../rendering/names.ts";
import { renderGone, renderPost, renderSubtree, renderUser } from "../../rendering/render-starter.ts";
import type { Starter } from "../../rendering/starter.ts";
import type { ShownStarter } from "../../store/threads/starters.ts";
import type { MirrorContext } from "../context.ts";
import { StateNames } from "../state-names.ts";
import type { PlannedThread } from "./planned-thread.ts";

/** What a forum post is about. */
export type StarterSubject =
  | { readonly kind: "post"; readonly post: Post }
  | { readonly kind: "comment"; readonly comment: Comment; readonly post: Post | undefined }
  | { readonly kind: "user"; readonly user: Author };

/** A beginning with what the store keeps of it. */
export interface RenderedStarter extends ShownStarter {
  readonly starter: Starter;
}

/** The subject of a thread from the archive or, where that lacks it, from the site. */
export async function readSubject(
  context: MirrorContext,
  { follow, source, thread }: PlannedThread,
): Promise<StarterSubject | undefined> {
  const options = { priority: "sweep" } as const;
  const { subject } = thread;
  if (isReferenceTo(subject, "comment")) {
    const comment = await readComment(context, source, subject, options);
    if (comment === undefined) return undefined;
    return { kind: "comment", comment, post: await readPost(context, source, comment.thread, options) };
  }
  if (isReferenceTo(subject, "user")) {
    const slug = follow.path.slice(follow.path.lastIndexOf("/") + 1);
    const user = await readUser(context, source, subject, slug, options);
    return user && { kind: "user", user };
  }
  const post = await readPost(context, source, subject, options);
  return post && { kind: "post", post };
}

/** The same from the archive alone. */
export async function keptSubject(
  { archive }: Pick<MirrorContext, "archive">,
  { subject }: Pick<PlannedThread["thread"], "subject">,
): Promise<StarterSubject | undefined> {
  if (isReferenceTo(subject, "comment")) {
    const comment = await archive.comments.get(subject);
    return comment && { kind: "comment", comment, post: await archive.posts.get(comment.thread) };
  }
  if (isReferenceTo(subject, "user")) {
    const user = await archive.users.get(subject);
    return user && { kind: "user", user };
  }
  const post = await archive.posts.get(subject);
  return post && { kind: "post", post };
}

/** Whether the site no longer shows it. Of what is withheld it is still shown that it is there. */
export function isGone(subject: StarterSubject): boolean {
  if (subject.kind === "user") return false;
  const { visibility } = subject.kind === "post" ? subject.post : subject.comment;
  return visibility === "deleted" || visibility === "hidden";
}

/** Names what is shown of a subject: its text and names, not its votes nor the way in which first messages are written. */
export const subjectNames = new StateNames<StarterSubject>(
  { 1: (subject) => (isGone(subject) ? "gone" : shownOf(subject)) },
  { digest: "hex", length: 24 },
);

function shownOf(subject: StarterSubject): unknown {
  switch (subject.kind) {
    case "post":
      return shownOfPost(subject.post);
    case "comment":
      return [shownOfComment(subject.comment), subject.post && shownOfPost(subject.post)];
    case "user":
      return shownOfAuthor(subject.user);
  }
}

// Listings leave out the opening: when the text was last edited stands for it.
function shownOfPost({ title, path, author, coauthors, tags, editedAtMs, visibility }: Post): unknown {
  const named = tags.map(({ reference, slug, name }) => ({ reference, slug, name }));
  return [title, path, [author, ...coauthors].map(shownOfAuthor), named, editedAtMs, visibility];
}

function shownOfComment({ author, path, visibility }: Comment): unknown {
  return [shownOfAuthor(author), path, visibility];
}

// Field by field, as the names of version 1 are made of them in this order.
function shownOfAuthor(author: Author | undefined): unknown {
  if (author === undefined) return undefined;
  const { reference, slug, name, avatarUrl } = author;
  return { reference, slug, name, avatarUrl };
}

/** What a follow of the subject is called, and where it leads; `undefined` when the site no longer shows it. */
export function followTitle(
  subject: StarterSubject,
  siteTitle: string,
  language: Language,
): { readonly title: string; readonly path: string } | undefined {
  if (isGone(subject)) return undefined;
  switch (subject.kind) {
    case "post":
      return { title: titleOf(subject.post, language), path: subject.post.path };
    case "comment":
      return { title: subtreeTitle(subject, siteTitle, language), path: subject.comment.path };
    case "user":
      return { title: authorName(subject.user, language), path: `/users/${subject.user.slug}` };
  }
}

function subtreeTitle(
  { comment, post }: Extract<StarterSubject, { kind: "comment" }>,
  siteTitle: string,
  language: Language,
): string {
  if (comment.visibility === "withheld") return language.mirror.withheldComment;
  const title = post === undefined ? siteTitle : titleOf(post, language);
  return language.mirror.subtreeTitle(authorName(comment.author, language), title);
}

/** Score, and number of comments when last counted. */
export function countsOf(subject: StarterSubject, site: Site): Pick<ShownStarter, "score" | "comments"> {
  if (subject.kind === "user" || isGone(subject)) return { score: undefined, comments: undefined };
  if (subject.kind === "comment") return { score: scoreOn(subject.comment, site), comments: undefined };
  return { score: scoreOn(subject.post, site), comments: subject.post.commentCount };
}

export async function renderStarter(
  context: MirrorContext,
  planned: PlannedThread,
  subject: StarterSubject,
): Promise<RenderedStarter> {
  const starter = await render(context, planned, subject);
  return {
    starter,
    title: starter.title,
    tags: starter.tags,
    hash: hashOf(starter),
    source: subjectNames.nameOf(subject),
    ...countsOf(subject, planned.source.site),
  };
}

async function render(
  { store, language }: MirrorContext,
  { follow, source, thread }: PlannedThread,
  subject: StarterSubject,
): Promise<Starter> {
  const { site } = source;
  const { showsScore } = await store.settings.ofGuild(follow.guildId);
  const placement = { site, showsScore };
  switch (subject.kind) {
    case "user":
      return renderUser(subject.user, site, language);
    case "post": {
      if (!isGone(subject)) return renderPost(subject.post, placement, language);
      const kept = { title: thread.title, path: subject.post.path, tags: thread.starterTags };
      return renderGone(kept, language.mirror.gonePost(site.title), site, language);
    }
    case "comment": {
      if (!isGone(subject)) return renderSubtree(subject.comment, subject.post, placement, language);
      const kept = { title: thread.title, path: subject.comment.path, tags: thread.starterTags };
      return renderGone(kept, language.mirror.goneComment(site.title), site, language);
    }
  }
}

function hashOf(value: unknown): string {
  return hash("sha256", JSON.stringify(value), "hex").slice(0, 24);
}
