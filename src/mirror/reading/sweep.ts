import type { Comment } from "../../forum/comment.ts";
import { isSince } from "../../forum/order.ts";
import { isReferenceTo } from "../../forum/reference.ts";
import { openingOf } from "../../forum/writing.ts";
import type { Priority, Source } from "../../sources/source.ts";
import type { Follow } from "../../store/follows.ts";
import type { WantedComment } from "../../store/ledger/queue.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import { reportRefusal } from "../follows/report-trouble.ts";
import { forComments, passesFilters, sourceHash, type ThreadPlan } from "../plan.ts";
import { flagQuotes } from "../quotes/flag-quotes.ts";
import { watchStarter } from "../starter/watch-starter.ts";
import type { Absences } from "./absences.ts";
import { beginningOf } from "./beginning.ts";
import { queueComments, rememberAuthors } from "./queue-comments.ts";
import { readListed } from "./read-listed.ts";
import { readVanished } from "./read-vanished.ts";
import { refreshVotes } from "./refresh-votes.ts";
import type { Refusals } from "./refusals.ts";
import type { Vanished, VanishedReading } from "./vanished.ts";

export interface SweepResult {
  /** Whether there is something to deliver. */
  readonly hasWork: boolean;
  /** Whether it came to its end; otherwise another is to follow soon. */
  readonly isFinished: boolean;
}

export interface SweptThread {
  readonly follow: Follow;
  readonly thread: MirroredThread;
  readonly source: Source;
  readonly refusals: Refusals;
  readonly absences: Absences;
}

/** Reads a thread anew and queues what it lacks or shows outdated. The first time it also decides how far back to go. */
export async function sweepThread(
  context: MirrorContext,
  swept: SweptThread,
  priority: Priority,
): Promise<SweepResult> {
  const { store, clock } = context;
  const { follow, thread, source, refusals } = swept;
  const sweptAtMs = clock.now();
  const posted = await store.ledger.comments.sourceHashes(thread.id);
  const { mutedAuthors, showsScore } = await store.settings.ofGuild(follow.guildId);
  const filters = forComments(follow, source);
  const isPassed = (comment: Comment) => passesFilters(filters, comment, mutedAuthors);
  const isLacking = (comment: Comment) =>
    !posted.has(comment.reference) && isSince(comment, thread.floorMs ?? 0) && isPassed(comment);
  const listed = await readListed(context, source, { follow, thread, refusals, isLacking }, { priority });
  const { comments } = listed;
  await rememberAuthors(context, follow, comments);
  const beginning = thread.floorMs === undefined ? beginningOf(follow, thread, listed, isPassed) : undefined;
  const floorMs = thread.floorMs ?? beginning?.floorMs ?? 0;
  const isWanted = (comment: Comment) => isSince(comment, floorMs) && isPassed(comment);
  const queued = await keepAndQueue(context, thread, comments, isWanted);
  const vanished = await queueVanished(context, swept, { posted, listed }, priority);
  // It may be shown again as soon as a moderator has looked at it.
  if (vanished.isAwaited) await store.threads.markActive(thread.id, sweptAtMs);
  const outdated = [...queued.outdated, ...vanished.outdated];
  await markAnswers(context, thread, comments, outdated);
  const isRefreshed = showsScore && (await refreshVotes(context, thread.id, comments, source.site));
  await flagPostQuotes(context, thread);
  const isRenewed = await watchStarter(context, swept);
  const isNews = isRenewed || isReferenceTo(thread.subject, "user");
  if (listed.isRefused && isNews) await reportRefusal(context, follow, thread);
  await store.sweeps.record(thread.id, {
    atMs: vanished.isMore ? undefined : sweptAtMs,
    floorMs,
    ...(beginning !== undefined && { leftOut: beginning.leftOut }),
    askedAfter: vanished.askedAfter,
  });
  const hasWork = queued.enqueue.length + outdated.length > 0 || isRefreshed || isRenewed;
  return { hasWork, isFinished: !vanished.isMore };
}

interface QueuedVanished extends Pick<Vanished, "askedAfter" | "isMore" | "isAwaited"> {
  readonly outdated: readonly WantedComment[];
}

/** Queues what became of comments that the list lacks. They are never sent anew; delivery takes down those that nobody knows. */
async function queueVanished(
  context: MirrorContext,
  { thread, source, refusals, absences }: SweptThread,
  reading: Pick<VanishedReading, "posted" | "listed">,
  priority: Priority,
): Promise<QueuedVanished> {
  const vanished = await readVanished(
    context,
    source,
    { ...reading, thread, refusals, absences },
    { priority },
  );
  const { outdated } = await keepAndQueue(context, thread, vanished.comments, () => false);
  const lost = vanished.unknown.map((comment) => ({ comment, sourceHash: "" }));
  for (const comment of lost) await context.store.ledger.queue.markStale(thread.id, comment);
  return { ...vanished, outdated: [...outdated, ...lost] };
}

/** The text of a post from a listing is unknown until its forum post is brought up to date. */
async function flagPostQuotes(context: MirrorContext, { post: reference }: MirroredThread): Promise<void> {
  const post = reference === undefined ? undefined : await context.archive.posts.get(reference);
  const isKnown = post !== undefined && (post.opening !== undefined || post.visibility !== "visible");
  if (isKnown) await flagQuotes(context, [openingOf(post)]);
}

/** Keeps what was read and queues what the thread lacks of it or shows outdated. */
async function keepAndQueue(
  context: MirrorContext,
  thread: MirroredThread,
  comments: readonly Comment[],
  isWanted: (comment: Comment) => boolean,
): Promise<ThreadPlan> {
  await context.archive.comments.put(comments);
  await flagQuotes(context, comments);
  return await queueComments(context, thread.id, comments, isWanted);
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
