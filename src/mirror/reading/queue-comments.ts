import type { Comment } from "../../forum/comment.ts";
import type { Follow } from "../../store/follows.ts";
import type { MirrorContext } from "../context.ts";
import { planThread, type ThreadPlan } from "../plan.ts";

type Context = Pick<MirrorContext, "store">;

/** Queues what a thread lacks of these comments or shows outdated. */
export async function queueComments(
  { store }: Context,
  threadId: number,
  comments: readonly Comment[],
  isWanted: (comment: Comment) => boolean,
): Promise<ThreadPlan> {
  const { queue, comments: mirrored } = store.ledger;
  const plan = planThread(comments, await mirrored.sourceHashes(threadId), isWanted);
  await queue.rename(threadId, plan.renamed);
  await queue.add(threadId, plan.enqueue);
  for (const comment of plan.outdated) await queue.markStale(threadId, comment);
  return plan;
}

/** Notes whom the names of a follow's filter mean, so that an author who changes their name still passes. */
export async function rememberAuthors(
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
