import PQueue from "p-queue";

/** Threads of a channel written at the same time: they share its webhook and so its rate limit. */
const perChannel = 3;
/** Threads written at the same time in all; those of a channel that Discord slows down are but a few of them. */
const inAll = 32;

/**
 * Gives turns to threads. A channel has only a few in the line for all, so channels come one after another however long the
 * backlog of one is; in a channel those with news come before those that only go on.
 */
export class Turns {
  readonly #all = new PQueue({ concurrency: inAll });
  /** Channels whose line is not empty. */
  readonly #channels = new Map<string, PQueue>();
  readonly #onRest: () => void;
  #isStopped = false;

  /** @param onRest called when the line of a channel has become empty */
  constructor(onRest: () => void = () => undefined) {
    this.#onRest = onRest;
  }

  take(channelId: string, hasNews: boolean, turn: () => Promise<void>): void {
    if (this.#isStopped) return;
    const channel = this.#channels.get(channelId) ?? this.#open(channelId);
    const takeOne = async () => (this.#isStopped ? undefined : await this.#all.add(turn));
    channel.add(takeOne, { priority: hasNews ? 1 : 0 }).catch((error: unknown) => {
      // A stop rejects the turns that it takes out of the line.
      if (!this.#isStopped) throw error;
    });
  }

  /** Resolves when all turns under way have ended; none begins. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const queue of [...this.#channels.values(), this.#all]) queue.clear();
    await this.#all.onIdle();
  }

  /** A channel's line lasts until it is empty: a second line would allow as many turns again. */
  #open(channelId: string): PQueue {
    const channel = new PQueue({ concurrency: perChannel });
    channel.addEventListener("idle", () => {
      if (this.#channels.get(channelId) === channel) this.#channels.delete(channelId);
      this.#onRest();
    });
    this.#channels.set(channelId, channel);
    return channel;
  }
}
