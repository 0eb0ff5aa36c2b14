import PQueue from "p-queue";
import type { Clock } from "../../clock.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";

/** Threads of a channel written at the same time: they share its webhook and so its rate limit. */
const perChannel = 3;
/** Threads written at the same time in all; those of a channel that Discord slows down are but a few of them. */
const inAll = 32;

export type ThreadInLine = Pick<MirroredThread, "id" | "channelId">;

/** What is to follow a thread's turn: nothing, or another turn. */
export type Outcome =
  | { readonly kind: "done" }
  /** With its news as before the turn unless `hasNews` says otherwise. */
  | {
      readonly kind: "again";
      readonly afterMs: number;
      readonly hasNews?: boolean;
      /** Another thread that now has something to do. */
      readonly wakes?: ThreadInLine;
    };

export const done: Outcome = { kind: "done" };

/** Writes a thread until its turn is over, or the signal asks it to end. It never throws. */
export type Turn = (threadId: number, signal: AbortSignal) => Promise<Outcome>;

/**
 * Gives threads their turns: within a thread one after another, different threads side by side. A channel has only a few in the line for all, so
 * channels come one after another however long the backlog of one is; in a channel those with news come before those that only go on.
 */
export class Deliveries {
  readonly #clock: Clock;
  readonly #turn: Turn;
  readonly #onRest: () => void;
  readonly #line = new PQueue({ concurrency: inAll });
  /** Lines of the channels in which threads wait or have their turns. */
  readonly #channels = new Map<string, PQueue>();
  readonly #waiting = new Set<number>();
  /** Threads in a turn, each with a promise of the turn's end. */
  readonly #running = new Map<number, Promise<void>>();
  readonly #wokenAgain = new Set<number>();
  /** Threads whose news have not had their turn: one that failed was none. */
  readonly #withNews = new Set<number>();
  readonly #timers = new Map<number, AbortController>();
  readonly #stopping = new AbortController();

  /** @param onRest called when nothing more waits to be written into a channel */
  constructor(clock: Clock, turn: Turn, onRest: () => void) {
    this.#clock = clock;
    this.#turn = turn;
    this.#onRest = onRest;
  }

  /** Aborted by `stop`. */
  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  /** There is news for the thread. Calling twice does no harm. */
  wake(thread: ThreadInLine): void {
    this.#withNews.add(thread.id);
    this.resume(thread);
  }

  /** There is work for the thread that others with news go before. Calling twice does no harm. */
  resume(thread: ThreadInLine): void {
    if (this.signal.aborted) return;
    this.#timers.get(thread.id)?.abort();
    if (this.#running.has(thread.id)) this.#wokenAgain.add(thread.id);
    else if (!this.#waiting.has(thread.id)) this.#enqueue(thread);
  }

  /** Resolves when the turns under way of these threads have ended. */
  async settle(threads: readonly ThreadInLine[]): Promise<void> {
    await Promise.all(threads.map(({ id }) => this.#running.get(id)));
  }

  /** Resolves when all turns under way have ended; none begins. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const timer of this.#timers.values()) timer.abort();
    for (const queue of [...this.#channels.values(), this.#line]) queue.clear();
    await this.#line.onIdle();
  }

  #enqueue(thread: ThreadInLine): void {
    this.#waiting.add(thread.id);
    const channel = this.#channels.get(thread.channelId) ?? this.#openLine(thread.channelId);
    const step = async () =>
      this.signal.aborted ? undefined : await this.#line.add(() => this.#take(thread));
    channel.add(step, { priority: this.#withNews.has(thread.id) ? 1 : 0 }).catch((error: unknown) => {
      // A stop rejects the turns that it takes out of the line.
      if (!this.signal.aborted) throw error;
    });
  }

  /** A channel's line lasts until it is empty: a second line would allow as many turns again. */
  #openLine(channelId: string): PQueue {
    const channel = new PQueue({ concurrency: perChannel });
    channel.addEventListener("idle", () => {
      if (this.#channels.get(channelId) === channel) this.#channels.delete(channelId);
      this.#onRest();
    });
    this.#channels.set(channelId, channel);
    return channel;
  }

  async #take(thread: ThreadInLine): Promise<void> {
    const { id } = thread;
    this.#waiting.delete(id);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#running.set(id, promise);
    const hadNews = this.#withNews.delete(id);
    const outcome = await this.#turn(id, this.signal);
    this.#running.delete(id);
    resolve();
    if (outcome.kind === "again" && outcome.wakes !== undefined) this.resume(outcome.wakes);
    const isWoken = this.#wokenAgain.delete(id);
    if (outcome.kind === "again" && (outcome.hasNews ?? hadNews)) this.#withNews.add(id);
    if (outcome.kind === "again" && outcome.afterMs > 0 && !isWoken) void this.#wait(thread, outcome.afterMs);
    // Those that wait in line already go before it.
    else if (outcome.kind === "again" || isWoken) setImmediate(() => this.resume(thread));
  }

  async #wait(thread: ThreadInLine, afterMs: number): Promise<void> {
    const timer = new AbortController();
    this.#timers.set(thread.id, timer);
    await this.#clock.sleep(afterMs, timer.signal);
    if (this.#timers.get(thread.id) === timer) this.#timers.delete(thread.id);
    if (!timer.signal.aborted) this.resume(thread);
  }
}
