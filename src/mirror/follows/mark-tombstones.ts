import type { Follow } from "../../store/follows.ts";
import type { MirrorContext } from "../context.ts";
import { shownComments } from "../shown-comments.ts";

export interface MarkedTombstones {
  /** Threads that have tombstones. */
  readonly threadIds: readonly number[];
  /** Whether the archive could name all of them; otherwise there may be more. */
  readonly isCertain: boolean;
}

/** Marks the tombstones that a server shows as outdated, so that they are delivered by its present choice. */
export async function markTombstones(
  context: Pick<MirrorContext, "store" | "archive">,
  follows: readonly Follow[],
): Promise<MarkedTombstones> {
  const { store } = context;
  let isAllCertain = true;
  const threadIds: number[] = [];
  for (const follow of follows) {
    for (const { id } of await store.threads.ofFollow(follow.id)) {
      let marked = 0;
      for await (const { sourceHashes, kept, isCertain } of shownComments(context, id)) {
        isAllCertain &&= isCertain;
        for (const { reference, visibility } of kept.values()) {
          if (visibility === "visible") continue;
          await store.ledger.queue.markStale(id, {
            comment: reference,
            sourceHash: sourceHashes.get(reference) ?? "",
          });
          marked += 1;
        }
      }
      if (marked > 0) threadIds.push(id);
    }
  }
  return { threadIds, isCertain: isAllCertain };
}
