import { keepBatch } from "../../finding/read-through.ts";
import type { Comment } from "../../forum/comment.ts";
import type { Post } from "../../forum/post.ts";
import { shownTitle } from "../../rendering/names.ts";
import type { Recent, Source } from "../../sources/source.ts";
import { SourceError } from "../../sources/source-error.ts";
import type { Follow } from "../../store/follows.ts";
import type { MutedAuthor } from "../../store/settings.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import { isNewSince } from "../follows/younger.ts";
import { passesFilters, planThread } from "../plan.ts";
import { flagQuotes } from "../quotes/flag-quotes.ts";
import { watchStarter } from "../starter/watch-starter.ts";
import { belongsTo } from "./belongs-to.ts";
import { planQuickTakes } from "./quick-takes.ts";
import { rememberAuthors } from "./remember-authors.ts";

/** Asks a site once what is new for all its follows, and queues it. Returns the threads that have something to deliver. */
export async function pollSite(context: MirrorContext, source: Source): Promise<readonly number[]> {
  const { store, clock } = context;
  const site = source.site.name;
  const recent = await readRecent(context, source);
  await keepBatch(context, recent);
  await flagQuotes(context, recent.comments);
  // Done before comments are queued: they include the first one of a page.
  await planTakes(context, site, recent);
  const touched = [
    ...(await queueComments(context, source, recent.comments)),
    ...(await watchStarters(context, source, recent)),
    ...(await planNewPosts(context, site, recent.posts)),
  ];
  // Last: after a crash the same window is read again, and the ledger knows what it has.
  await store.cursors.set(site, { cursor: recent.cursor, polledAtMs: clock.now() });
  return touched;
}

/** What is new; after too long a pause only where to go on, and every thread is read anew instead. */
async function readRecent({ store, log }: MirrorContext, source: Source): Promise<Recent> {
  const site = source.site.name;
  const last = await store.cursors.get(site);
  try {
    return await source.readRecent(last?.cursor, { priority: "poll" });
  } catch (error) {
    if (!(error instanceof SourceError) || error.fault !== "too-many") throw error;
    log.warn({ err: error, site }, "more happened than a poll can read; all threads are read anew");
    await store.sweeps.forget({ site });
    return await source.readRecent(undefined, { priority: "poll" });
  }
}

async function queueComments(
  context: MirrorContext,
  source: Source,
  comments: readonly Comment[],
): Promise<readonly number[]> {
  const { store, clock } = context;
  const posts = [...new Set(comments.map((comment) => comment.thread))];
  const follows = new Map<number, Follow | undefined>();
  const touched: number[] = [];
  for (const thread of comments.length === 0 ? [] : await store.threads.receiving(source.site.name, posts)) {
    if (!follows.has(thread.followId)) follows.set(thread.followId, await store.follows.get(thread.followId));
    const follow = follows.get(thread.followId);
    const arrivals = await arrivalsFor(context, source, thread, comments);
    if (follow === undefined || arrivals.length === 0) continue;
    await rememberAuthors(context, follow, arrivals);
    const floorMs = thread.floorMs ?? 0;
    const { mutedAuthors } = await store.settings.ofGuild(follow.guildId);
    const { enqueue, outdated, renamed } = planThread(
      arrivals,
      await store.ledger.comments.sourceHashes(thread.id),
      (comment) => comment.postedAtMs >= floorMs && passesFilters(follow, comment, mutedAuthors),
    );
    await store.ledger.queue.rename(thread.id, renamed);
    await store.ledger.queue.add(thread.id, enqueue);
    for (const comment of outdated) await store.ledger.queue.markStale(thread.id, comment);
    if (enqueue.length + outdated.length === 0) continue;
    await store.threads.markActive(thread.id, clock.now());
    touched.push(thread.id);
  }
  return touched;
}

/** The threads whose forum posts begin with what has changed. */
async function watchStarters(
  context: MirrorContext,
  source: Source,
  { threads: posts }: Recent,
): Promise<readonly number[]> {
  const { store } = context;
  const references = posts.map((post) => post.reference);
  const touched: number[] = [];
  for (const thread of posts.length === 0
    ? []
    : await store.threads.receiving(source.site.name, references)) {
    if (thread.post === undefined) continue;
    const follow = await store.follows.get(thread.followId);
    if (follow !== undefined && (await watchStarter(context, { follow, source, thread })))
      touched.push(thread.id);
  }
  return touched;
}

async function arrivalsFor(
  context: MirrorContext,
  source: Source,
  thread: MirroredThread,
  comments: readonly Comment[],
): Promise<readonly Comment[]> {
  const arrivals: Comment[] = [];
  for (const comment of comments) {
    const mayBelong = thread.post === undefined || comment.thread === thread.post;
    if (mayBelong && (await belongsTo(context, source, thread, comment)) === true) arrivals.push(comment);
  }
  return arrivals;
}

/** Forum posts for new posts that follows of the whole site or of a tag want. */
async function planNewPosts(
  context: MirrorContext,
  site: string,
  posts: readonly Post[],
): Promise<readonly number[]> {
  const { store, clock } = context;
  const touched: number[] = [];
  for (const follow of posts.length === 0 ? [] : await store.follows.ofSite(site)) {
    if (follow.state === "paused" || follow.backfilledAtMs === undefined) continue;
    const { mutedAuthors } = await store.settings.ofGuild(follow.guildId);
    for (const post of posts) {
      if (!wantsPost(follow, post, mutedAuthors) || !isNewSince(follow, post, clock.now())) continue;
      touched.push((await planPost(context, follow, post, "planned")).id);
    }
  }
  return touched;
}

/** Plans forum posts for the pages of new quick takes that follows of the whole site want. */
async function planTakes(context: MirrorContext, site: string, recent: Recent): Promise<void> {
  if (!recent.comments.some(({ isQuickTake }) => isQuickTake)) return;
  for (const follow of await context.store.follows.ofSite(site)) {
    if (follow.state === "paused" || follow.backfilledAtMs === undefined) continue;
    await planQuickTakes(context, follow, recent);
  }
}

export function wantsPost(follow: Follow, post: Post, mutedAuthors: readonly MutedAuthor[]): boolean {
  const { target } = follow;
  if (post.visibility !== "visible" || !passesFilters(follow, post, mutedAuthors)) return false;
  if (target.kind === "site") return true;
  return target.kind === "tag" && post.tags.some((tag) => tag.reference === target.reference);
}

export async function planPost(
  { store, clock, language }: MirrorContext,
  follow: Follow,
  post: Pick<Post, "reference" | "title">,
  state: "planned" | "skipped",
): Promise<MirroredThread> {
  return await store.threads.add({
    followId: follow.id,
    subject: post.reference,
    post: post.reference,
    channelId: follow.channelId,
    title: shownTitle(post.title, language),
    createdAtMs: clock.now(),
    state,
  });
}
