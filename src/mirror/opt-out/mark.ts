import { StorageError } from "../../archive/storage.ts";
import type { Comment } from "../../forum/comment.ts";
import { isReferenceTo, type Reference } from "../../forum/reference.ts";
import type { OptOutRecord } from "../../store/opt-outs.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import { shownComments } from "../shown-comments.ts";
import { watchStarter } from "../starter/watch-starter.ts";

/** Not the hash of a comment that exists on the site. */
const withheldHash = "withheld";

/**
 * Marks everything in Discord that shows an author's records as outdated: their comments, the first messages of forum posts, and
 * other people's comments whose lines name or quote the author. Returns the threads that have something to deliver.
 */
export async function markRecords(
  context: MirrorContext,
  records: ReadonlySet<string>,
): Promise<readonly MirroredThread[]> {
  const touched: MirroredThread[] = [];
  for (const thread of await context.store.threads.all()) {
    const source = context.sources.get(thread.site);
    if (thread.state === "gone") continue;
    const isOutdated = source !== undefined && (await watchStarter(context, { source, thread }));
    if ((await markThread(context, thread, records)) || isOutdated) touched.push(thread);
  }
  return touched;
}

async function markThread(
  context: MirrorContext,
  { id, subject, post }: MirroredThread,
  records: ReadonlySet<string>,
): Promise<boolean> {
  const { ledger, starters } = context.store;
  let isTouched = records.has(subject) || (post !== undefined && records.has(post));
  if (isTouched) await starters.markStale(id, withheldHash);
  for await (const { sourceHashes, kept, isCertain } of shownComments(context, id)) {
    // It is unknown which lines name them, so the stage is repeated.
    if (!isCertain) throw new StorageError("the archive cannot say which comments name an author");
    for (const [comment, sourceHash] of sourceHashes) {
      const isTheirs = records.has(comment);
      if (!isTheirs && namedIn(records, kept.get(comment), subject).length === 0) continue;
      await ledger.queue.markStale(id, { comment, sourceHash: isTheirs ? withheldHash : sourceHash });
      isTouched = true;
    }
  }
  return isTouched;
}

/** Lists the records that the lines above a comment name: the comment that it answers and, on a user's page, its post. */
export function namedIn(
  records: ReadonlySet<string>,
  comment: Comment | undefined,
  subject: MirroredThread["subject"],
): readonly string[] {
  if (comment === undefined) return [];
  const { parent, thread } = comment;
  const shown = isReferenceTo(subject, "user") ? [parent, thread] : [parent];
  return shown.flatMap((record) => (record !== undefined && records.has(record) ? [record] : []));
}

export function commentsOf(records: readonly OptOutRecord[]): readonly Reference<"comment">[] {
  return records.filter((record) => isReferenceTo(record, "comment"));
}
