import type { Follow } from "../../store/follows.ts";
import type { MirrorContext } from "../context.ts";

/** Comments looked up in the archive at once. */
const batchSize = 500;

export interface MarkedTombstones {
  /** Threads that have tombstones. */
  readonly threadIds: readonly number[];
  /** Whether the archive could name all of them; otherwise there may be more. */
  readonly isCertain: boolean;
}

/** Marks the tombstones that a server shows as outdated, so that they are delivered by its present choice. */
export async function markTombstones(
  { store, archive }: Pick<MirrorContext, "store" | "archive">,
  follows: readonly Follow[],
): Promise<MarkedTombstones> {
  let isAllCertain = true;
  const threadIds: number[] = [];
  for (const follow of follows) {
    for (const { id } of await store.threads.ofFollow(follow.id)) {
      const shown = [...(await store.ledger.comments.sourceHashes(id))];
      let marked = 0;
      for (let start = 0; start < shown.length; start += batchSize) {
        const batch = new Map(shown.slice(start, start + batchSize));
        const { kept, isCertain } = await archive.comments.read([...batch.keys()]);
        isAllCertain &&= isCertain;
        for (const { reference, visibility } of kept.values()) {
          if (visibility === "visible") continue;
          await store.ledger.queue.markStale(id, {
            comment: reference,
            sourceHash: batch.get(reference) ?? "",
          });
          marked += 1;
        }
      }
      if (marked > 0) threadIds.push(id);
    }
  }
  return { threadIds, isCertain: isAllCertain };
}
