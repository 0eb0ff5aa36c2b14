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
  readonly #channels = new Map<string, PQueue>();

  take(channelId: string, hasNews: boolean, turn: () => Promise<void>): void {
    const channel = this.#channels.get(channelId) ?? new PQueue({ concurrency: perChannel });
    this.#channels.set(channelId, channel);
    void channel.add(() => this.#all.add(turn), { priority: hasNews ? 1 : 0 });
  }

  /** The channel is of no more interest. */
  release(channelId: string): void {
    this.#channels.delete(channelId);
  }

  /** Resolves when all turns under way have ended; none begins. */
  async stop(): Promise<void> {
    const queues = [...this.#channels.values(), this.#all];
    for (const queue of queues) queue.clear();
    await this.#all.onIdle();
  }
}
