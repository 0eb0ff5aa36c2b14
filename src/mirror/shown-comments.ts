import type { KeptRecords } from "../archive/shelf.ts";
import { chunksOf } from "../chunks-of.ts";
import type { Comment } from "../forum/comment.ts";
import type { Reference } from "../forum/reference.ts";
import type { MirrorContext } from "./context.ts";

/** Comments that a thread shows or will show, with those that the archive has. */
interface ShownComments extends KeptRecords<Reference<"comment">, Comment> {
  /** Names of their shown states. */
  readonly sourceHashes: ReadonlyMap<Reference<"comment">, string>;
}

/** Comments looked up in the archive at once. */
const batchSize = 500;

/** Reads everything that a thread shows, batch by batch. */
export async function* shownComments(
  { store, archive }: Pick<MirrorContext, "store" | "archive">,
  threadId: number,
): AsyncGenerator<ShownComments> {
  const shown = await store.ledger.comments.sourceHashes(threadId);
  for (const batch of chunksOf([...shown], batchSize)) {
    const sourceHashes = new Map(batch);
    yield { sourceHashes, ...(await archive.comments.read([...sourceHashes.keys()])) };
  }
}
