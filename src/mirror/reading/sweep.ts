import type { Comment } from "../../forum/comment.ts";
import type { Post } from "../../forum/post.ts";
import { isReferenceTo } from "../../forum/reference.ts";
import { openingOf } from "../../forum/writing.ts";
import type { Priority, Source } from "../../sources/source.ts";
import type { WantedComment } from "../../store/ledger/queue.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { ShareOfThread } from "../../store/threads/shares.ts";
import type { MirrorContext } from "../context.ts";
import { reportRefusal } from "../follows/report-trouble.ts";
import { type Wishes, wantsComment } from "../follows/wishes.ts";
import { passesFilters, sourceHash, type ThreadPlan, takenBack } from "../plan.ts";
import { flagQuotes } from "../quotes/flag-quotes.ts";
import { watchStarter } from "../starter/watch-starter.ts";
import type { Absences } from "./absences.ts";
import { beginningOf } from "./beginning.ts";
import type { Listed } from "./listed.ts";
import { queueComments, queueInCopies, rememberAuthors } from "./queue-comments.ts";
import { readListed } from "./read-listed.ts";
import { readVanished } from "./read-vanished.ts";
import { refreshVotes } from "./refresh-votes.ts";
import type { Refusals } from "./refusals.ts";
import type { Vanished, VanishedReading } from "./vanished.ts";

export interface SweepResult {
  /** True if there is something to deliver. */
  readonly hasWork: boolean;
  /** True if it read everything; otherwise another sweep follows soon. */
  readonly isFinished: boolean;
  /** Copies of the thread that have something to deliver. */
  readonly copies: readonly MirroredThread[];
}

export interface SweptThread {
  readonly wishes: Wishes;
  readonly thread: MirroredThread;
  readonly source: Source;
  readonly refusals: Refusals;
  readonly absences: Absences;
}

/** Reads a thread again and queues missing and outdated comments. At the first reading for a follow, it also decides how far back to go. */
export async function sweepThread(
  context: MirrorContext,
  swept: SweptThread,
  priority: Priority,
): Promise<SweepResult> {
  const { store, clock } = context;
  const { wishes, thread, source, refusals } = swept;
  const sweptAtMs = clock.now();
  const posted = await store.ledger.comments.sourceHashes(thread.id);
  const { showsScore } = await store.settings.ofGuild(thread.guildId);
  const isLacking = (comment: Comment) => !posted.has(comment.reference) && wantsComment(wishes, comment);
  const beginning = wishes.shares.filter(({ floorMs }) => floorMs === undefined).map(({ follow }) => follow);
  const listed = await readListed(context, source, { beginning, thread, refusals, isLacking }, { priority });
  const { comments } = listed;
  await rememberAuthors(context, wishes, comments);
  const begun = begin(wishes, thread, listed);
  const isWanted = (comment: Comment) => wantsComment(begun, comment);
  const queued = await keepAndQueue(context, thread, comments, isWanted);
  const vanished = await queueVanished(context, swept, { posted, listed }, priority);
  // It may be shown again as soon as a moderator has looked at it.
  if (vanished.isAwaited) await store.threads.markActive(thread.id, sweptAtMs);
  const outdated = [...queued.outdated, ...vanished.outdated];
  await markAnswers(context, thread, { listed: comments, posted }, outdated);
  const isRefreshed = showsScore && (await refreshVotes(context, thread.id, comments, source.site));
  const post = thread.post === undefined ? undefined : await context.archive.posts.get(thread.post);
  if (post !== undefined) await flagPostQuotes(context, post);
  const isRenewed = await watchStarter(context, swept);
  const isNews = isRenewed || isReferenceTo(thread.subject, "user");
  if (listed.isRefused && isNews) {
    for (const { follow } of wishes.shares) await reportRefusal(context, follow, thread);
  }
  const copies = await queueInCopies(context, thread, [...comments, ...vanished.comments], vanished.lost);
  await store.sweeps.record(thread.id, {
    atMs: vanished.isMore ? undefined : sweptAtMs,
    begun: begun.shares
      .filter(({ follow }) => beginning.includes(follow))
      .map(({ follow, floorMs = 0, floorPosition, leftOut }) => ({
        ...{ followId: follow.id, floorMs, floorPosition, leftOut },
      })),
    isClosed: post?.isClosed ?? false,
    askedAfter: vanished.askedAfter,
  });
  const hasWork = queued.enqueue.length + outdated.length > 0 || isRefreshed || isRenewed;
  return { hasWork, isFinished: !vanished.isMore, copies };
}

/** Decides how far back the thread goes for follows that have not had a first reading. */
function begin(wishes: Wishes, thread: MirroredThread, listed: Listed): Wishes {
  const { mutedAuthors } = wishes;
  const shares = wishes.shares.map((share): ShareOfThread => {
    const { follow, floorMs } = share;
    if (floorMs !== undefined) return share;
    const isPassed = (comment: Comment) => passesFilters(follow, comment, mutedAuthors);
    return { ...share, ...beginningOf(follow, thread, listed, isPassed) };
  });
  return { shares, mutedAuthors };
}

interface QueuedVanished extends Omit<Vanished, "unknown"> {
  readonly outdated: readonly WantedComment[];
  /** Comments that neither the site nor the archive has, so it is unknown where they belonged. */
  readonly lost: readonly WantedComment[];
}

/**
 * Queues what happened to comments that the list lacks. They are never sent again. Delivery takes down those that neither the site
 * nor the archive has.
 */
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
  return { ...vanished, outdated: [...outdated, ...lost], lost };
}

/** Listings lack a post's text, so it is unknown until its forum post is updated. */
async function flagPostQuotes(context: MirrorContext, post: Post): Promise<void> {
  const isKnown = post.opening !== undefined || post.visibility !== "visible";
  if (isKnown) await flagQuotes(context, [openingOf(post)]);
}

/** Archives what was read, and queues what the thread lacks or shows outdated. */
async function keepAndQueue(
  context: MirrorContext,
  thread: MirroredThread,
  comments: readonly Comment[],
  isWanted: (comment: Comment) => boolean,
): Promise<ThreadPlan> {
  await context.archive.comments.put(comments);
  await flagQuotes(context, comments);
  return await queueComments(context, thread, comments, isWanted);
}

/** Replies begin with the first words of the comment they answer. When those change or go, marks the replies too. */
async function markAnswers(
  { store }: MirrorContext,
  thread: MirroredThread,
  { listed, posted }: { readonly listed: readonly Comment[]; readonly posted: VanishedReading["posted"] },
  outdated: readonly WantedComment[],
): Promise<void> {
  const changed = new Set(outdated.map(({ comment }) => comment));
  for (const answer of listed) {
    if (answer.parent === undefined || !changed.has(answer.parent)) continue;
    if (posted.get(answer.reference) === takenBack) continue;
    await store.ledger.queue.markStale(thread.id, {
      comment: answer.reference,
      sourceHash: sourceHash(answer),
    });
  }
}
