import type { Comment } from "../../forum/comment.ts";
import type { Follow } from "../../store/follow.ts";
import type { WantedComment } from "../../store/ledger/queue.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import type { Wishes } from "../follows/wishes.ts";
import { planThread, type ThreadPlan } from "../plan.ts";

type Context = Pick<MirrorContext, "store" | "sources">;

/** Queues the given comments that a thread lacks or shows outdated. */
export async function queueComments(
  { store, sources }: Context,
  { id: threadId, site }: Pick<MirroredThread, "id" | "site">,
  comments: readonly Comment[],
  isWanted: (comment: Comment) => boolean,
): Promise<ThreadPlan> {
  const { queue, comments: mirrored } = store.ledger;
  const order = sources.get(site)?.capabilities.order ?? "tree";
  const plan = planThread(comments, await mirrored.sourceHashes(threadId), { isWanted, order });
  await queue.rename(threadId, plan.renamed);
  await queue.add(threadId, plan.enqueue);
  for (const comment of plan.outdated) await queue.markStale(threadId, comment);
  return plan;
}

/** Marks these comments where copies of a thread show an outdated version, and returns the copies that have something to deliver. */
export async function queueInCopies(
  context: Context,
  { id }: Pick<MirroredThread, "id">,
  comments: readonly Comment[],
  lost: readonly WantedComment[] = [],
): Promise<readonly MirroredThread[]> {
  const touched: MirroredThread[] = [];
  for (const copy of await context.store.copies.ofThread(id)) {
    const { outdated } = await queueComments(context, copy, comments, () => false);
    for (const comment of lost) await context.store.ledger.queue.markStale(copy.id, comment);
    if (outdated.length + lost.length > 0) touched.push(copy);
  }
  return touched;
}

/** Records which authors the names in follows' filters mean, so an author who changes their name still passes. */
export async function rememberAuthors(
  context: Context,
  { shares }: Pick<Wishes, "shares">,
  comments: readonly Comment[],
): Promise<void> {
  for (const { follow } of shares) await rememberAuthorsOf(context, follow, comments);
}

async function rememberAuthorsOf(
  { store }: Context,
  { id, authors }: Follow,
  comments: readonly Comment[],
): Promise<void> {
  if (authors.length === 0) return;
  const named = comments.flatMap(({ author }) => {
    if (author === undefined || authors.includes(author.reference)) return [];
    const isNamed = [author.handle, author.name].some((name) => authors.includes(name.toLowerCase()));
    return isNamed ? [author.reference] : [];
  });
  if (named.length > 0) await store.follows.addAuthors(id, named);
}
