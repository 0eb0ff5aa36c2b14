import type { DiscordFault } from "../../language/faults.ts";
import type { Follow } from "../../store/follows.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import { TurnTaker } from "./turn-taker.ts";
import { Turns } from "./turns.ts";

/** Writes threads to Discord: within a thread in order, different threads side by side. It knows who is to have a turn, and when. */
export class Deliveries {
  readonly #context: MirrorContext;
  readonly #turns: Turns;
  readonly #taker: TurnTaker;
  readonly #waiting = new Set<number>();
  /** Threads in a turn, each with a promise of the turn's end. */
  readonly #running = new Map<number, Promise<void>>();
  readonly #wokenAgain = new Set<number>();
  /** Threads whose news have not had their turn: one that failed was none. */
  readonly #withNews = new Set<number>();
  readonly #timers = new Map<number, AbortController>();
  readonly #stopping = new AbortController();

  /** @param onRest called when nothing more waits to be written into a channel */
  constructor(context: MirrorContext, onRest: () => void) {
    this.#context = context;
    this.#turns = new Turns(onRest);
    this.#taker = new TurnTaker(context, this.#stopping.signal);
  }

  /** There is news for the thread. Calling twice does no harm. */
  wake(threadId: number): void {
    this.#withNews.add(threadId);
    this.resume(threadId);
  }

  /** There is work for the thread that others with news go before. Calling twice does no harm. */
  resume(threadId: number): void {
    if (this.#stopping.signal.aborted) return;
    this.#timers.get(threadId)?.abort();
    if (this.#running.has(threadId)) this.#wokenAgain.add(threadId);
    else if (!this.#waiting.has(threadId)) void this.#enqueue(threadId);
  }

  /** What a thread waits for; `undefined` when nothing is in its way. */
  obstacleOf(threadId: number): DiscordFault | undefined {
    return this.#taker.obstacleOf(threadId);
  }

  /** Wakes every thread that the store knows work for. */
  async wakeAll(): Promise<void> {
    for (const id of await this.#context.store.threads.withWork()) this.resume(id);
  }

  /** Resolves when the turns under way of these threads have ended. */
  async settle(threadIds: readonly number[]): Promise<void> {
    await Promise.all(threadIds.map((id) => this.#running.get(id)));
  }

  /**
   * Finds Discord's id of a forum post whose creation was interrupted; `undefined` when none was, or it did not arrive.
   * @throws {DiscordError} when Discord cannot be read
   */
  async findInterrupted(follow: Follow, thread: MirroredThread): Promise<string | undefined> {
    return await this.#taker.findInterrupted(follow, thread);
  }

  /** A follow into the channel was ended. */
  release(channelId: string): void {
    this.#taker.release(channelId);
  }

  /** Resolves when all calls under way have ended; nothing new begins. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const timer of this.#timers.values()) timer.abort();
    await this.#turns.stop();
  }

  async #enqueue(threadId: number): Promise<void> {
    this.#waiting.add(threadId);
    const thread = await this.#context.store.threads.get(threadId);
    if (thread === undefined || this.#stopping.signal.aborted) {
      this.#waiting.delete(threadId);
      return;
    }
    this.#turns.take(thread.channelId, this.#withNews.has(threadId), () => this.#takeTurn(threadId));
  }

  async #takeTurn(threadId: number): Promise<void> {
    this.#waiting.delete(threadId);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#running.set(threadId, promise);
    const hadNews = this.#withNews.delete(threadId);
    const outcome = await this.#taker.take(threadId);
    this.#running.delete(threadId);
    resolve();
    if (outcome.kind === "again" && (outcome.hasNews ?? hadNews)) this.#withNews.add(threadId);
    if (this.#wokenAgain.delete(threadId)) this.resume(threadId);
    else if (outcome.kind === "again" && outcome.afterMs > 0)
      void this.#resumeLater(threadId, outcome.afterMs);
    else if (outcome.kind === "again") this.resume(threadId);
  }

  async #resumeLater(threadId: number, afterMs: number): Promise<void> {
    const timer = new AbortController();
    this.#timers.set(threadId, timer);
    await this.#context.clock.sleep(afterMs, timer.signal);
    if (this.#timers.get(threadId) === timer) this.#timers.delete(threadId);
    if (!timer.signal.aborted) this.resume(threadId);
  }
}
