import type { Comment } from "../../forum/comment.ts";
import { giveWay } from "../../give-way.ts";
import type { Recent, Source } from "../../sources/source.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import { readWishes, wantsComment } from "../follows/wishes.ts";
import { flagQuotes } from "../quotes/flag-quotes.ts";
import { watchStarter } from "../starter/watch-starter.ts";
import { belongsTo } from "./belongs-to.ts";
import { keepRecent } from "./keep-recent.ts";
import { planNewPosts, planTakes } from "./plan-posts.ts";
import { queueComments, queueInCopies, rememberAuthors } from "./queue-comments.ts";

/** Asks a site once what is new for all its follows, and queues that. Returns the threads that have something to deliver. */
export async function pollSite(context: MirrorContext, source: Source): Promise<readonly MirroredThread[]> {
  const { store, clock } = context;
  const site = source.site.name;
  const last = await store.cursors.get(site);
  const recent = await source.readRecent(last?.cursor, { priority: "poll" });
  await keepRecent(context, source, recent);
  await flagQuotes(context, recent.comments);
  // Before comments are queued, because they include the first one of a page.
  await planTakes(context, site, recent);
  const touched = [
    ...(await queueArrivals(context, source, recent.comments)),
    ...(await watchStarters(context, source, recent)),
    ...(await planNewPosts(context, site, recent.posts)),
  ];
  await rereadChanged(context, site, recent);
  // Last: after a crash the same window is read again, and the ledger knows what it already has.
  await store.cursors.set(site, { cursor: recent.cursor, polledAtMs: clock.now() });
  return touched;
}

/** Makes threads due for a sweep if the poll cannot show all that changed in them. */
async function rereadChanged(
  { store, log }: MirrorContext,
  site: string,
  { changedThreads, hasGap, isCursorUnreadable }: Recent,
): Promise<void> {
  if (hasGap) {
    const reason = isCursorUnreadable
      ? "the cursor of the last poll cannot be read"
      : "more has happened than a poll can read";
    log.warn({ site }, `${reason}; reading all threads again`);
    await store.sweeps.forget({ site });
  } else if (changedThreads.length > 0) {
    await store.sweeps.forget({ site, posts: changedThreads });
  }
}

/** Queues comments in their threads, and returns these threads. */
async function queueArrivals(
  context: MirrorContext,
  source: Source,
  comments: readonly Comment[],
): Promise<readonly MirroredThread[]> {
  if (comments.length === 0) return [];
  const touched: MirroredThread[] = [];
  const posts = new Set(comments.map((comment) => comment.thread));
  for (const thread of await context.store.threads.receiving(source.site.name, [...posts])) {
    await giveWay();
    const arrivals = await arrivalsFor(context, source, thread, comments);
    if (arrivals.length === 0) continue;
    if (await queueInThread(context, thread, arrivals)) touched.push(thread);
    touched.push(...(await queueInCopies(context, thread, arrivals)));
  }
  return touched;
}

/** Returns whether there is something to deliver. */
async function queueInThread(
  context: MirrorContext,
  thread: MirroredThread,
  arrivals: readonly Comment[],
): Promise<boolean> {
  const { store, clock } = context;
  const wishes = await readWishes(context, thread);
  await rememberAuthors(context, wishes, arrivals);
  const { enqueue, outdated } = await queueComments(context, thread, arrivals, (comment) =>
    wantsComment(wishes, comment),
  );
  if (enqueue.length + outdated.length === 0) return false;
  await store.threads.markActive(thread.id, clock.now());
  return true;
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

/** Returns the threads whose first message has changed. */
async function watchStarters(
  context: MirrorContext,
  source: Source,
  { threads: posts }: Recent,
): Promise<readonly MirroredThread[]> {
  if (posts.length === 0) return [];
  const touched: MirroredThread[] = [];
  const references = posts.map((post) => post.reference);
  for (const thread of await context.store.threads.receiving(source.site.name, references)) {
    if (thread.post === undefined) continue;
    if (await watchStarter(context, { source, thread })) touched.push(thread);
  }
  return touched;
}
