import { keepBatch } from "../../finding/read-through.ts";
import type { Comment } from "../../forum/comment.ts";
import { isSince } from "../../forum/order.ts";
import type { Post } from "../../forum/post.ts";
import { able } from "../../sources/able.ts";
import type { Missing, Priority, Source } from "../../sources/source.ts";
import type { Follow } from "../../store/follow.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import { readableLine } from "../../text/readable-line.ts";
import type { MirrorContext } from "../context.ts";
import { passesFilters } from "../plan.ts";
import { planPost } from "../reading/plan-posts.ts";
import { planQuickTakes } from "../reading/quick-takes.ts";
import { isNewSince, isYounger } from "./younger.ts";

/** The number of older posts that a new follow of a sequence, tag or site begins with by default. */
const postBackfill = 10;
/** The number of posts of a tag or site that a sweep looks at. */
const listLength = 50;
/** The greatest age of a quick take for which a sweep makes a forum post. */
const takesReachMs = 24 * 60 * 60_000;

/**
 * Plans the threads of a follow: its single thread, or one per post of a sequence, tag or site. The first time, these are the posts
 * younger than the follow and the newest `backfill` of the others; later, the new ones.
 */
export async function planMembers(
  context: MirrorContext,
  follow: Follow,
  source: Source,
  priority: Priority,
): Promise<void> {
  const { store, clock } = context;
  const before = await store.shares.ofFollow(follow.id);
  if (isSingle(follow)) {
    await planSingle(context, follow, source, priority);
  } else {
    const known = new Set<string>(before.map(({ thread }) => thread.subject));
    const members = (await readMembers(context, follow, source, priority)).filter(
      (post) => !known.has(post.reference),
    );
    // An empty list may have come from a site in trouble, so the follow begins with the first list that is not empty.
    const isFirst = follow.backfilledAtMs === undefined || (before.length === 0 && follow.backfill !== 0);
    if (isFirst) await planFirst(context, follow, members);
    else await planNew(context, follow, members);
    if (follow.target.kind === "site") await planLateTakes(context, follow, source, priority);
  }
  if (follow.backfilledAtMs === undefined)
    await store.follows.markBackfilled(follow.id, clock.now(), !isSingle(follow));
  await store.follows.markSwept(follow.id, clock.now());
}

/** Finds quick takes that no poll reported, or that now pass the follow's filter. */
async function planLateTakes(
  context: MirrorContext,
  follow: Follow,
  source: Source,
  priority: Priority,
): Promise<void> {
  const batch = await source.readQuickTakes?.({ priority, limit: listLength });
  if (batch === undefined) return;
  await keepBatch(context, batch);
  const sinceMs = context.clock.now() - takesReachMs;
  const comments = batch.comments.filter((comment) => isSince(comment, sinceMs));
  await planQuickTakes(context, follow, { ...batch, comments });
}

export function isSingle(follow: Follow): boolean {
  return ["post", "discussion", "comment", "user"].includes(follow.target.kind);
}

/** Returns whether an unread thread is one of those that a follow began with, rather than a post that came later. */
export function isOfBackfill(follow: Follow, thread: MirroredThread): boolean {
  // Until its first comment, a thread was last active when it was planned.
  return !isSingle(follow) && thread.lastActivityAtMs <= (follow.backfilledAtMs ?? Number.POSITIVE_INFINITY);
}

async function planSingle(
  context: MirrorContext,
  follow: Follow,
  source: Source,
  priority: Priority,
): Promise<void> {
  const { target, title } = follow;
  if (target.kind === "site" || target.kind === "sequence" || target.kind === "tag") return;
  const common = { title, createdAtMs: context.clock.now(), state: "wanted", isExplicit: true } as const;
  if (target.kind === "user") {
    await context.store.threads.add(follow, { ...common, subject: target.reference, post: undefined });
    return;
  }
  const post =
    target.kind === "comment"
      ? ((await context.archive.comments.get(target.reference))?.thread ??
        threadOf(await source.readComment(target.reference, { priority })))
      : target.reference;
  await context.store.threads.add(follow, { ...common, subject: target.reference, post });
}

function threadOf(answer: Comment | Missing): Comment["thread"] | undefined {
  return typeof answer === "string" ? undefined : answer.thread;
}

/** Lists posts in the order in which to make their forum posts: reading order, or oldest first. */
async function readMembers(
  context: MirrorContext,
  follow: Follow,
  source: Source,
  priority: Priority,
): Promise<readonly Post[]> {
  const { target } = follow;
  if (target.kind === "sequence") {
    const sequence = await able(source, "readSequence")(target.reference, { priority });
    const posts = sequence?.posts ?? [];
    await rename(context, follow, sequence?.title);
    await context.archive.posts.put(posts);
    return posts.filter((post) => post.visibility === "visible");
  }
  if (target.kind !== "tag" && target.kind !== "site") return [];
  const of = target.kind === "site" ? "site" : target.reference;
  const limit = Math.max(listLength, follow.backfill ?? 0);
  const { minScore } = follow;
  const posts = await able(source, "readPosts")(of, { priority, limit, minScore });
  const tags = posts.flatMap((post) => post.tags);
  await rename(context, follow, tags.find(({ reference }) => reference === of)?.name);
  await context.archive.posts.put(posts);
  return posts.filter((post) => post.visibility === "visible").reverse();
}

/** Updates the title of a follow if its sequence or tag has a new name. */
async function rename(
  { store }: MirrorContext,
  { id, title, path }: Follow,
  current: string | undefined,
): Promise<void> {
  const shown = readableLine(current ?? "");
  if (shown === "" || shown === title) return;
  await store.follows.rename(id, { title: shown, path });
}

/** Clocks of sites may be ahead by this much. A post dated later than that shows that the bot's own clock is behind. */
const clockSlackMs = 60 * 60_000;

async function planFirst(context: MirrorContext, follow: Follow, members: readonly Post[]): Promise<void> {
  const { mutedAuthors } = await context.store.settings.ofGuild(follow.guildId);
  const wanted = members.filter((post) => passesFilters(follow, post, mutedAuthors));
  // A post that appeared after the follow began is not backfill, however late its site could be read.
  const latestMs = context.clock.now() + clockSlackMs;
  const isFresh = (post: Post) => isYounger(follow, post) && (post.postedAtMs ?? 0) <= latestMs;
  const fresh = wanted.filter(isFresh);
  const past = wanted.filter((post) => !isFresh(post));
  const limit = follow.backfill ?? postBackfill;
  const begunWith = limit === 0 ? [] : past.slice(-limit);
  const chosen = new Set([...begunWith, ...fresh].map((post) => post.reference));
  for (const post of members) {
    await planPost(context, follow, post, chosen.has(post.reference) ? "wanted" : "skipped");
  }
}

async function planNew(context: MirrorContext, follow: Follow, members: readonly Post[]): Promise<void> {
  const { mutedAuthors } = await context.store.settings.ofGuild(follow.guildId);
  for (const post of members) {
    const isNew = follow.target.kind === "sequence" || isNewSince(follow, post, context.clock.now());
    if (isNew && passesFilters(follow, post, mutedAuthors)) await planPost(context, follow, post, "wanted");
  }
}
