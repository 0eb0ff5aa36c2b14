import type { MirrorContext } from "../context.ts";
import type { ThreadInLine } from "../delivery/deliveries.ts";
import { shownComments } from "../shown-comments.ts";

type Context = Pick<MirrorContext, "store" | "archive">;

interface MarkedTombstones {
  /** Threads that have tombstones. */
  readonly threads: readonly ThreadInLine[];
  /** True if the archive could name all of them; otherwise there may be more. */
  readonly isCertain: boolean;
}

/** Applies servers' settings for deleted comments to the tombstones that are already there. */
export class Tombstones {
  readonly #context: Context;
  readonly #wake: (thread: ThreadInLine) => void;
  /** Servers with tombstones that could not be looked up. */
  readonly #left = new Set<string>();

  constructor(context: Context, wake: (thread: ThreadInLine) => void) {
    this.#context = context;
    this.#wake = wake;
  }

  /** Delivers a server's tombstones again. Those that the archive cannot name now are left for `redeliverLeft`. */
  async redeliver(guildId: string): Promise<void> {
    const { threads, isCertain } = await markTombstones(this.#context, guildId);
    for (const thread of threads) this.#wake(thread);
    if (isCertain) this.#left.delete(guildId);
    else this.#left.add(guildId);
  }

  async redeliverLeft(): Promise<void> {
    for (const guildId of this.#left) await this.redeliver(guildId);
  }
}

/** Marks a server's tombstones as outdated, so delivery applies the server's present setting to them. */
async function markTombstones(context: Context, guildId: string): Promise<MarkedTombstones> {
  const threads: ThreadInLine[] = [];
  let isCertain = true;
  for (const thread of await context.store.threads.ofGuild(guildId)) {
    const marked = await markInThread(context, thread.id);
    if (marked.count > 0) threads.push(thread);
    isCertain &&= marked.isCertain;
  }
  return { threads, isCertain };
}

async function markInThread(
  context: Context,
  threadId: number,
): Promise<{ readonly count: number; readonly isCertain: boolean }> {
  const { queue } = context.store.ledger;
  let count = 0;
  let isCertain = true;
  for await (const { sourceHashes, kept, isCertain: isBatchCertain } of shownComments(context, threadId)) {
    const tombstones = [...kept.keys()].filter((comment) => kept.get(comment)?.visibility !== "visible");
    for (const comment of tombstones)
      await queue.markStale(threadId, { comment, sourceHash: sourceHashes.get(comment) ?? "" });
    count += tombstones.length;
    isCertain &&= isBatchCertain;
  }
  return { count, isCertain };
}
