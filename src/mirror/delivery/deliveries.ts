import PQueue from "p-queue";
import type { Clock } from "../../clock.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import { whileHeld } from "../../units/while-held.ts";
import type { Servers } from "../servers.ts";

/** The most threads of a channel written at the same time: they share its webhook and so its rate limit. */
const perChannel = 3;
/**
 * The most threads written at the same time in all channels. Even if every channel uses its three, the webhooks (2.5 messages a
 * second each) can send as much as Discord allows an address, 50 a second.
 */
const inAll = 64;

export type ThreadInLine = Pick<MirroredThread, "id" | "channelId" | "guildId">;

/** The next step after a thread's turn: nothing, or another turn. */
export type Outcome =
  | { readonly kind: "done" }
  /** The thread has news if it had some before the turn, unless `hasNews` says otherwise. */
  | {
      readonly kind: "again";
      readonly afterMs: number;
      readonly hasNews?: boolean;
      /** Another thread that now has something to write. */
      readonly wakes?: ThreadInLine;
    };

export const done: Outcome = { kind: "done" };

/** Writes a thread until its turn is over, or the signal asks it to end. Never throws. */
export type Turn = (threadId: number, signal: AbortSignal) => Promise<Outcome>;

export interface DeliveryOptions {
  readonly clock: Clock;
  /** The servers that this process writes to. */
  readonly servers: Servers;
  readonly turn: Turn;
  /** Called for a thread whose server another process writes to. */
  readonly onElsewhere: (thread: ThreadInLine) => void;
  /** Called when nothing more waits to be written in a channel. */
  readonly onRest: () => void;
}

interface Running {
  readonly guildId: string;
  readonly ended: Promise<void>;
}

/**
 * Gives threads their turns: one at a time within a thread, different threads side by side. Each channel has only a few threads in
 * the common queue, so channels alternate, however long the backlog of one is. Within a channel, threads with news come before
 * those that only continue.
 */
export class Deliveries {
  readonly #options: DeliveryOptions;
  readonly #line = new PQueue({ concurrency: inAll });
  /** One queue per channel with threads that wait or have their turn. */
  readonly #channels = new Map<string, PQueue>();
  readonly #waiting = new Set<number>();
  /** Threads in a turn. */
  readonly #running = new Map<number, Running>();
  readonly #wokenAgain = new Set<number>();
  /** Threads whose news has not had a turn. A failed turn does not count. */
  readonly #withNews = new Set<number>();
  readonly #timers = new Map<number, AbortController>();
  readonly #stopping = new AbortController();

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Aborted by `stop`. */
  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Reports news for a thread. Calling this twice does no harm. */
  wake(thread: ThreadInLine): void {
    if (this.#isHere(thread)) this.#withNews.add(thread.id);
    this.resume(thread);
  }

  /** Reports work for a thread that can wait until others have written their news. Calling this twice does no harm. */
  resume(thread: ThreadInLine): void {
    if (this.signal.aborted) return;
    this.#timers.get(thread.id)?.abort();
    if (!this.#isHere(thread)) this.#options.onElsewhere(thread);
    else if (this.#running.has(thread.id)) this.#wokenAgain.add(thread.id);
    else if (!this.#waiting.has(thread.id)) this.#enqueue(thread);
  }

  /** Reports work that another process may have found for a thread. A thread that is waiting keeps waiting. */
  offer(thread: ThreadInLine): void {
    if (this.#isHere(thread) && !this.#running.has(thread.id) && !this.#timers.has(thread.id))
      this.resume(thread);
  }

  /** Resolves when the current turns of these threads have ended. */
  async settle(threads: readonly ThreadInLine[]): Promise<void> {
    await Promise.all(threads.map(({ id }) => this.#running.get(id)?.ended));
  }

  /** Resolves when the current turns in servers that this process no longer writes to have ended. */
  async settleElsewhere(): Promise<void> {
    const elsewhere = [...this.#running.values()].filter((running) => !this.#isHere(running));
    await Promise.all(elsewhere.map(({ ended }) => ended));
  }

  /** Resolves when all current turns have ended. No new turn begins. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const timer of this.#timers.values()) timer.abort();
    for (const queue of [...this.#channels.values(), this.#line]) queue.clear();
    await this.#line.onIdle();
  }

  #isHere({ guildId }: Pick<ThreadInLine, "guildId">): boolean {
    return this.#options.servers.holdOn(guildId) !== undefined;
  }

  #enqueue(thread: ThreadInLine): void {
    this.#waiting.add(thread.id);
    const channel = this.#channels.get(thread.channelId) ?? this.#openLine(thread.channelId);
    const step = async () =>
      this.signal.aborted ? undefined : await this.#line.add(() => this.#take(thread));
    channel.add(step, { priority: this.#withNews.has(thread.id) ? 1 : 0 }).catch((error: unknown) => {
      // A stop rejects the turns that it removes from the queue.
      if (!this.signal.aborted) throw error;
    });
  }

  /** Opens a channel's queue, which lasts until it is empty: a second queue would allow as many turns again. */
  #openLine(channelId: string): PQueue {
    const channel = new PQueue({ concurrency: perChannel });
    channel.addEventListener("idle", () => {
      if (this.#channels.get(channelId) === channel) this.#channels.delete(channelId);
      this.#options.onRest();
    });
    this.#channels.set(channelId, channel);
    return channel;
  }

  async #take(thread: ThreadInLine): Promise<void> {
    const { id } = thread;
    this.#waiting.delete(id);
    const hadNews = this.#withNews.delete(id);
    const { servers, turn } = this.#options;
    const held = servers.holdOn(thread.guildId);
    if (held === undefined) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#running.set(id, { guildId: thread.guildId, ended: promise });
    const signal = AbortSignal.any([this.signal, servers.endOf(thread.guildId)]);
    const outcome = await whileHeld(held, () => turn(id, signal));
    this.#running.delete(id);
    resolve();
    if (outcome.kind === "again" && outcome.wakes !== undefined) this.resume(outcome.wakes);
    const isWoken = this.#wokenAgain.delete(id);
    if (outcome.kind === "again" && (outcome.hasNews ?? hadNews)) this.#withNews.add(id);
    if (outcome.kind === "again" && outcome.afterMs > 0 && !isWoken) void this.#wait(thread, outcome.afterMs);
    // Threads that already wait in the queue go first.
    else if (outcome.kind === "again" || isWoken) setImmediate(() => this.resume(thread));
  }

  async #wait(thread: ThreadInLine, afterMs: number): Promise<void> {
    const timer = new AbortController();
    this.#timers.set(thread.id, timer);
    await this.#options.clock.sleep(afterMs, timer.signal);
    if (this.#timers.get(thread.id) === timer) this.#timers.delete(thread.id);
    if (!timer.signal.aborted) this.resume(thread);
  }
}
