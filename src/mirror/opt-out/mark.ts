import { StorageError } from "../../archive/storage.ts";
import { isReferenceTo, type Reference } from "../../forum/reference.ts";
import type { Follow } from "../../store/follows.ts";
import type { OptOutRecord } from "../../store/opt-outs.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import { shownComments } from "../shown-comments.ts";
import { watchStarter } from "../starter/watch-starter.ts";

/** Of no comment as a site has it. */
const withheldHash = "withheld";

/**
 * Marks what forum posts show of an author's records as outdated, the beginnings of forum posts, and the
 * comments of others whose lines name or quote them. Gives the
 * threads that have something to deliver.
 */
export async function markRecords(
  context: MirrorContext,
  records: ReadonlySet<string>,
): Promise<readonly number[]> {
  const touched: number[] = [];
  for (const follow of await context.store.follows.all()) {
    const source = context.sources.get(follow.site);
    for (const thread of await context.store.threads.ofFollow(follow.id)) {
      if (thread.state === "gone" || thread.state === "skipped") continue;
      const isOutdated = source !== undefined && (await watchStarter(context, { follow, source, thread }));
      if ((await markThread(context, follow, thread, records)) || isOutdated) touched.push(thread.id);
    }
  }
  return touched;
}

async function markThread(
  context: MirrorContext,
  follow: Follow,
  { id, subject, post }: MirroredThread,
  records: ReadonlySet<string>,
): Promise<boolean> {
  const { store } = context;
  let isTouched = records.has(subject) || (post !== undefined && records.has(post));
  if (isTouched) await store.starters.markStale(id, withheldHash);
  for await (const { sourceHashes, kept, isCertain } of shownComments(context, id)) {
    // Nobody can tell which lines name them: the stage is repeated.
    if (!isCertain) throw new StorageError("the archive cannot say which comments name an author");
    for (const [comment, sourceHash] of sourceHashes) {
      const isTheirs = records.has(comment);
      const known = kept.get(comment);
      const names =
        (known?.parent !== undefined && records.has(known.parent)) ||
        // The pages of users name the post of every comment.
        (known !== undefined && follow.target.kind === "user" && records.has(known.thread));
      if (!isTheirs && !names) continue;
      await store.ledger.queue.markStale(id, { comment, sourceHash: isTheirs ? withheldHash : sourceHash });
      isTouched = true;
    }
  }
  return isTouched;
}

export function commentsOf(records: readonly OptOutRecord[]): readonly Reference<"comment">[] {
  return records.filter((record) => isReferenceTo(record, "comment"));
}
