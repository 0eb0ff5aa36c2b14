import { readBelow } from "../../finding/read-below.ts";
import { hiddenOf, hiddenPostOf } from "../../finding/read-through.ts";
import { noBody } from "../../forum/body.ts";
import type { Comment } from "../../forum/comment.ts";
import type { Post } from "../../forum/post.ts";
import { isReferenceTo, type Reference } from "../../forum/reference.ts";
import type { RequestOptions, Source } from "../../sources/source.ts";
import type { Follow } from "../../store/follow.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import { isYounger } from "../follows/younger.ts";
import { userBackfill } from "./beginning.ts";
import type { Listed } from "./listed.ts";
import { readUserComments } from "./read-user-comments.ts";
import { answersForOthers, isRefusal, type Refusals } from "./refusals.ts";

/** Usually more than the number of comments since a follow began. */
const shortestPage = 10;

export interface ListedReading {
  /** Follows for which this is the first reading of the thread. */
  readonly beginning: readonly Follow[];
  readonly thread: MirroredThread;
  readonly refusals: Refusals;
  /** Returns whether the thread lacks a comment that it should have. */
  readonly isLacking: (comment: Comment) => boolean;
}

/**
 * Reads the comments that a site lists for a thread: all of them, or as many of a user's page as wanted.
 * @throws {SourceError} if the site fails, or a refusal may be temporary
 */
export async function readListed(
  context: MirrorContext,
  source: Source,
  reading: ListedReading,
  options: RequestOptions,
): Promise<Listed> {
  const { thread, refusals } = reading;
  const { subject } = thread;
  try {
    const listed = await readUnlessRefused(context, source, reading, options);
    refusals.forget(subject);
    return listed;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const isEnough = refusals.note(subject) || (await isHidden(context, subject));
    if (!isEnough || !(await answersForOthers(source, subject, refusals, options))) throw error;
    context.log.warn(
      { err: error, site: source.site.name, subject },
      "a site keeps refusing a record; treating it as hidden",
    );
    await hide(context, subject);
    const isPost = isReferenceTo(subject, "post") || isReferenceTo(subject, "tag");
    return { ...whole([]), isPostHidden: isPost, isRefused: true };
  }
}

async function readUnlessRefused(
  context: MirrorContext,
  source: Source,
  { beginning, thread, isLacking }: ListedReading,
  options: RequestOptions,
): Promise<Listed> {
  const { subject } = thread;
  if (isReferenceTo(subject, "user")) {
    const backfills = beginning.map(({ backfill }) => backfill ?? userBackfill);
    const wanted = backfills.length > 0 ? Math.max(...backfills) : userBackfill;
    const firstLength = Math.max(shortestPage, wanted);
    // The first reading goes back as far as its follow does, however much was written since the follow began. Later readings
    // continue until nothing is missing.
    const isBegun = (follow: Follow, read: readonly Comment[]) =>
      read.filter((comment) => !isYounger(follow, comment)).length >=
      Math.max(1, follow.backfill ?? userBackfill);
    const isEnough = (page: readonly Comment[], read: readonly Comment[]) =>
      beginning.length > 0
        ? beginning.every((follow) => isBegun(follow, read))
        : read.length >= wanted && !page.some(isLacking);
    const user = { user: subject, firstLength, isEnough };
    const read = await readUserComments(context, source, user, options);
    return {
      ...whole(read.comments, read.unreadable),
      completeness: { kind: read.isWhole ? "complete" : "window" },
    };
  }
  if (isReferenceTo(subject, "comment"))
    return await readSubtree(context, source, { ...thread, subject }, options);
  const read = await source.readThread(subject, options);
  if (read === undefined) {
    const isGone = await isGoneTwice(context, source, subject, options);
    if (isGone) await hide(context, subject);
    return { ...whole([]), isPostHidden: isGone };
  }
  if (read.post !== undefined) await context.archive.posts.put([read.post]);
  const { comments, unreadable, completeness, isCountedEmpty } = read;
  return { ...whole(comments, unreadable), completeness, isKnownEmpty: isCountedEmpty };
}

function whole(comments: readonly Comment[], unreadable: Listed["unreadable"] = []): Listed {
  return {
    comments,
    completeness: { kind: "complete" },
    isKnownEmpty: false,
    unreadable,
    isPostHidden: false,
    isRefused: false,
  };
}

async function readSubtree(
  context: MirrorContext,
  source: Source,
  { id, subject, post }: Pick<MirroredThread, "id" | "post"> & { readonly subject: Reference<"comment"> },
  options: RequestOptions,
): Promise<Listed> {
  const read = await readBelow(context, source, subject, options);
  const [top] = read?.comments ?? [];
  if (read === undefined || top === undefined) return whole([]);
  if (top.thread !== post) await context.store.threads.markMoved(id, top.thread);
  const shownOn = await source.readPost(top.thread, options);
  if (shownOn !== undefined) await context.archive.posts.put([shownOn]);
  return { ...whole(read.comments, read.unreadable), completeness: read.completeness };
}

/** Returns whether visitors can no longer see a post. The site has to say so twice. */
async function isGoneTwice(
  { archive }: MirrorContext,
  source: Source,
  subject: Reference<"post" | "tag">,
  options: RequestOptions,
): Promise<boolean> {
  const kept = await archive.posts.get(subject);
  if (kept?.visibility === "hidden") return true;
  return (await source.readPost(subject, options))?.visibility !== "visible";
}

async function isHidden({ archive }: MirrorContext, subject: Reference): Promise<boolean> {
  if (isReferenceTo(subject, "comment"))
    return (await archive.comments.get(subject))?.visibility === "hidden";
  if (isReferenceTo(subject, "user") || isReferenceTo(subject, "sequence")) return false;
  return (await archive.posts.get(subject as Reference<"post" | "tag">))?.visibility === "hidden";
}

/** Archives a post or comment as hidden. */
async function hide({ archive }: MirrorContext, subject: Reference): Promise<void> {
  if (isReferenceTo(subject, "comment")) {
    const kept = await archive.comments.get(subject);
    if (kept?.visibility === "visible") await archive.comments.put([hiddenOf(kept)]);
  } else if (isReferenceTo(subject, "post") || isReferenceTo(subject, "tag")) {
    const kept = (await archive.posts.get(subject)) ?? unknownPost(subject);
    if (kept.visibility === "visible") await archive.posts.put([hiddenPostOf(kept)]);
  }
}

/** Represents a post that a lost archive no longer has. */
function unknownPost(reference: Reference<"post" | "tag">): Post {
  const nothing = { author: undefined, coauthors: [], opening: noBody, tags: [] };
  return {
    ...nothing,
    reference,
    title: "",
    postedAtMs: undefined,
    editedAtMs: undefined,
    scores: {},
    commentCount: 0,
    isQuickTakesPage: false,
    isClosed: false,
    visibility: "visible",
    path: "/",
    plainPath: "/",
  };
}
