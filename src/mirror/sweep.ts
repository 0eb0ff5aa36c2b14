import type { Comment } from "../forum/comment.ts";
import { isReferenceTo, type Reference } from "../forum/reference.ts";
import type { Priority, RequestOptions, Source } from "../sources/source.ts";
import type { Follow } from "../store/follows.ts";
import type { MirroredThread } from "../store/threads.ts";
import type { MirrorContext } from "./context.ts";
import { flagQuotes } from "./flag-quotes.ts";
import { passesFilters, planThread } from "./plan.ts";
import { keepBatch } from "./read-through.ts";

/** A user's page begins with so many comments unless the follow says otherwise. */
const userBackfill = 50;
/** How many comments that vanished from a list are asked for by id in one sweep. */
const vanishedLimit = 20;

/**
 * Reads a thread anew and queues what it lacks or shows outdated. The first time it also decides how far back to go.
 * Returns whether there is something to deliver.
 */
export async function sweepThread(
  context: MirrorContext,
  follow: Follow,
  thread: MirroredThread,
  source: Source,
  priority: Priority,
): Promise<boolean> {
  const { archive, store, clock } = context;
  const sweptAtMs = clock.now();
  const posted = await store.ledger.sourceHashes(thread.id);
  const listed = await readComments(context, follow, thread, source, { priority });
  const vanished = isReferenceTo(thread.subject, "user")
    ? []
    : await readVanished(source, posted, listed, { priority }, archive);
  await archive.comments.put(listed);
  await flagQuotes(context, [...listed, ...vanished]);
  const { mutedAuthors } = await store.settings.ofGuild(follow.guildId);
  const isPassed = (comment: Comment) => passesFilters(follow, comment, mutedAuthors);
  const floorMs = thread.floorMs ?? firstFloor(follow, thread, listed.filter(isPassed));
  const { enqueue, outdated } = planThread(
    [...listed, ...vanished],
    posted,
    (comment) => comment.postedAtMs >= floorMs && isPassed(comment),
  );
  await store.ledger.enqueue(thread.id, enqueue);
  for (const comment of outdated) await store.ledger.markStale(thread.id, comment);
  await store.threads.markSwept(thread.id, sweptAtMs, floorMs);
  return enqueue.length + outdated.length > 0;
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
  if (isReferenceTo(subject, "comment")) return (await source.readSubtree(subject, options)) ?? [];
  const read = await source.readThread(subject, options);
  if (read === undefined) return [];
  await context.archive.posts.put([read.post]);
  return read.comments;
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
  if (wanted === 0) return follow.createdAtMs;
  const newestFirst = passed
    .filter((comment) => comment.visibility === "visible")
    .map((comment) => comment.postedAtMs)
    .sort((a, b) => b - a);
  return newestFirst.length > wanted ? (newestFirst[wanted - 1] ?? 0) : 0;
}

/** Comments that the list no longer has are asked for one by one: a short list alone must never look like deletions. */
async function readVanished(
  source: Source,
  posted: ReadonlyMap<Reference<"comment">, string>,
  listed: readonly Comment[],
  options: RequestOptions,
  archive: MirrorContext["archive"],
): Promise<readonly Comment[]> {
  const present = new Set(listed.map((comment) => comment.reference));
  const missing = [...posted.keys()].filter((reference) => !present.has(reference)).slice(0, vanishedLimit);
  const kept = await archive.comments.getMany(missing);
  const vanished: Comment[] = [];
  for (const reference of missing) {
    const known = kept.get(reference);
    if (known === undefined || known.visibility !== "visible") continue;
    const answer = await source.readComment(reference, options);
    vanished.push(answer ?? { ...known, visibility: "hidden", html: "", markdown: "" });
  }
  await archive.comments.put(vanished);
  return vanished;
}
