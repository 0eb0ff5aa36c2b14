import type { Comment } from "../forum/comment.ts";
import { isReferenceTo, type Reference } from "../forum/reference.ts";
import type { Priority, RequestOptions, Source } from "../sources/source.ts";
import type { Follow } from "../store/follows.ts";
import type { WantedComment } from "../store/ledger/queue.ts";
import type { MirroredThread } from "../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "./context.ts";
import { passesFilters, planThread, sourceHash, type ThreadPlan } from "./plan.ts";
import { flagQuotes } from "./quotes/flag-quotes.ts";
import { keepBatch } from "./read-through.ts";
import { readVanished } from "./read-vanished.ts";
import { refreshVotes } from "./refresh-votes.ts";
import { rememberAuthors } from "./remember-authors.ts";
import { watchStarter } from "./starter/watch-starter.ts";

/** A user's page begins with so many comments unless the follow says otherwise. */
const userBackfill = 50;

export interface SweepResult {
  /** Whether there is something to deliver. */
  readonly hasWork: boolean;
  /** Whether it came to its end; otherwise another is to follow soon. */
  readonly isFinished: boolean;
}

/** Reads a thread anew and queues what it lacks or shows outdated. The first time it also decides how far back to go. */
export async function sweepThread(
  context: MirrorContext,
  follow: Follow,
  thread: MirroredThread,
  source: Source,
  priority: Priority,
): Promise<SweepResult> {
  const { store, clock } = context;
  const sweptAtMs = clock.now();
  const posted = await store.ledger.comments.sourceHashes(thread.id);
  const listed = await readComments(context, follow, thread, source, { priority });
  await rememberAuthors(context, follow, listed);
  const { mutedAuthors, showsScore } = await store.settings.ofGuild(follow.guildId);
  const isPassed = (comment: Comment) => passesFilters(follow, comment, mutedAuthors);
  const floorMs = thread.floorMs ?? firstFloor(follow, thread, listed.filter(isPassed));
  const isWanted = (comment: Comment) => comment.postedAtMs >= floorMs && isPassed(comment);
  const first = await queue(context, thread, listed, isWanted);
  const vanished = await readVanished(context, source, { thread, posted, listed }, { priority });
  // What the list lacks is never sent anew.
  const second = await queue(context, thread, vanished.comments, () => false);
  // Delivery takes down what nobody knows.
  const lost = vanished.unknown.map((comment) => ({ comment, sourceHash: "" }));
  for (const comment of lost) await store.ledger.queue.markStale(thread.id, comment);
  await markAnswers(context, thread, listed, [...first.outdated, ...second.outdated, ...lost]);
  const isRefreshed = showsScore && (await refreshVotes(context, thread.id, listed, source.site));
  const isRenewed = await watchStarter(context, { follow, source, thread });
  await store.sweeps.record(thread.id, {
    atMs: vanished.isMore ? undefined : sweptAtMs,
    floorMs,
    askedAfter: vanished.askedAfter,
  });
  const queued = [first.enqueue, first.outdated, second.outdated, lost].flat();
  return { hasWork: queued.length > 0 || isRefreshed || isRenewed, isFinished: !vanished.isMore };
}

/** Keeps what was read and queues what the thread lacks of it or shows outdated. */
async function queue(
  context: MirrorContext,
  thread: MirroredThread,
  comments: readonly Comment[],
  isWanted: (comment: Comment) => boolean,
): Promise<ThreadPlan> {
  const { archive, store } = context;
  await archive.comments.put(comments);
  await flagQuotes(context, comments);
  const plan = planThread(comments, await store.ledger.comments.sourceHashes(thread.id), isWanted);
  await store.ledger.queue.add(thread.id, plan.enqueue);
  for (const comment of plan.outdated) await store.ledger.queue.markStale(thread.id, comment);
  return plan;
}

/** What answers a comment begins with its first words: when they change or go, so does that line. */
async function markAnswers(
  { store }: MirrorContext,
  thread: MirroredThread,
  listed: readonly Comment[],
  outdated: readonly WantedComment[],
): Promise<void> {
  const changed = new Set(outdated.map(({ comment }) => comment));
  for (const answer of listed) {
    if (answer.parent === undefined || !changed.has(answer.parent)) continue;
    await store.ledger.queue.markStale(thread.id, {
      comment: answer.reference,
      sourceHash: sourceHash(answer),
    });
  }
}

async function readComments(
  context: MirrorContext,
  follow: Follow,
  thread: MirroredThread,
  source: Source,
  options: RequestOptions,
): Promise<readonly Comment[]> {
  const { subject } = thread;
  if (isReferenceTo(subject, "user")) {
    const wanted = thread.floorMs === undefined ? (follow.backfill ?? userBackfill) : userBackfill;
    return await readUserComments(context, source, subject, wanted, options);
  }
  if (isReferenceTo(subject, "comment"))
    return await readBelow(context, source, { ...thread, subject }, options);
  const read = await source.readThread(subject, options);
  if (read === undefined) {
    await keepGone(context, source, subject, options);
    return [];
  }
  await context.archive.posts.put([read.post]);
  return read.comments;
}

async function readBelow(
  { archive, store }: MirrorContext,
  source: Source,
  { id, subject, post }: Pick<MirroredThread, "id" | "post"> & { readonly subject: Reference<"comment"> },
  options: RequestOptions,
): Promise<readonly Comment[]> {
  const comments = (await source.readSubtree(subject, options)) ?? [];
  const [top] = comments;
  if (top === undefined) return [];
  if (top.thread !== post) await store.threads.markMoved(id, top.thread);
  const shownOn = await source.readPost(top.thread, options);
  if (shownOn !== undefined) await archive.posts.put([shownOn]);
  return comments;
}

/** Notes that a post is no longer to be seen, once the site has said so twice. */
async function keepGone(
  { archive }: MirrorContext,
  source: Source,
  subject: Reference<"post" | "tag">,
  options: RequestOptions,
): Promise<void> {
  const kept = await archive.posts.get(subject);
  if (kept?.visibility !== "visible") return;
  const post = await source.readPost(subject, options);
  if (post?.visibility === "visible") return;
  const nothing = { title: "", author: undefined, coauthors: [], opening: "", tags: [], score: undefined };
  await archive.posts.put([{ ...kept, ...nothing, alignmentScore: undefined, visibility: "hidden" }]);
}

async function readUserComments(
  context: MirrorContext,
  source: Source,
  user: Reference<"user">,
  wanted: number,
  options: RequestOptions,
): Promise<readonly Comment[]> {
  const comments: Comment[] = [];
  let after: string | undefined;
  while (comments.length < wanted) {
    const limit = Math.min(100, wanted - comments.length);
    const page = await source.readCommentsByUser(user, {
      ...options,
      limit,
      ...(after === undefined ? {} : { after }),
    });
    await keepBatch(context, page);
    const author = page.comments.find((comment) => comment.author?.reference === user)?.author;
    if (author !== undefined) await context.archive.users.put([author]);
    comments.push(...page.comments);
    after = page.next;
    if (after === undefined) break;
  }
  return comments.slice(0, wanted);
}

/** The oldest moment wanted, so that what is left out today does not turn up in a later sweep. */
function firstFloor(follow: Follow, thread: MirroredThread, passed: readonly Comment[]): number {
  const isMember = ["sequence", "tag", "site"].includes(follow.target.kind);
  const wanted = isReferenceTo(thread.subject, "user") ? (follow.backfill ?? userBackfill) : follow.backfill;
  if (isMember || wanted === undefined) return 0;
  const newestFirst = passed
    .filter((comment) => comment.visibility === "visible")
    .map((comment) => comment.postedAtMs)
    .sort((a, b) => b - a);
  // By the site's clock where it is behind ours: what comes next is wanted.
  if (wanted === 0) return Math.min(follow.createdAtMs, (newestFirst[0] ?? follow.createdAtMs) + 1);
  return newestFirst.length > wanted ? (newestFirst[wanted - 1] ?? 0) : 0;
}
