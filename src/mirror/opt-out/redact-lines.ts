import { StorageError } from "../../archive/storage.ts";
import { chunksOf } from "../../chunks-of.ts";
import type { LedgerRow } from "../../store/ledger/ledger-row.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import { deliverComment } from "../delivery/deliver-comment.ts";
import { attemptAtRest } from "./attempt.ts";
import { namedIn } from "./mark.ts";

/** Comments looked up in the archive at once. */
const batchSize = 500;

/**
 * Updates the lines of other people's comments that name or quote these records. Deliveries do so in running threads. Returns the records that
 * such a line still names.
 */
export async function redactLines(
  context: MirrorContext,
  records: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const { store, archive } = context;
  const left = new Set<string>();
  const outdated = (await store.ledger.comments.outdated()).filter(({ comment }) => !records.has(comment));
  for (const batch of chunksOf(outdated, batchSize)) {
    const { kept, isCertain } = await archive.comments.read(batch.map(({ comment }) => comment));
    if (!isCertain) throw new StorageError("the archive cannot say which comments name an author");
    for (const row of batch) {
      const thread = await store.threads.get(row.threadId);
      if (thread === undefined || thread.state === "gone") continue;
      const named = namedIn(records, kept.get(row.comment), thread.subject);
      if (named.length === 0) continue;
      await attemptAtRest(context, thread, () => updateAtRest(context, thread, row));
      if (await isOutdated(context, row)) for (const record of named) left.add(record);
    }
  }
  return left;
}

/** Updates a comment in a thread at rest, which has no deliveries, so nothing else writes there. */
async function updateAtRest(context: MirrorContext, thread: MirroredThread, row: LedgerRow): Promise<void> {
  const { store, sources } = context;
  const source = sources.get(thread.site);
  if (thread.discordThreadId === undefined || source === undefined) return;
  if ((await store.shares.activityOf(thread.id)) !== "at-rest") return;
  // An update may send another part, and an interrupted send must be settled first: that happens when a follow is resumed.
  if ((await store.ledger.recovery.interrupted(thread.id)).length > 0) return;
  const destination = { channelId: thread.channelId, threadId: thread.discordThreadId };
  await deliverComment(context, { thread, destination, source }, row);
}

async function isOutdated({ store }: MirrorContext, { threadId, comment }: LedgerRow): Promise<boolean> {
  const [first] = await store.ledger.comments.rowsOf(threadId, comment);
  return first?.state === "stale";
}
