import type { DiscordFault } from "../../language/faults.ts";
import { SourceError } from "../../sources/source-error.ts";
import type { Follow } from "../../store/follows.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";
import { afterFault } from "./after-fault.ts";
import { Backoff } from "./backoff.ts";
import { done, type Outcome } from "./outcome.ts";
import { ThreadWriter } from "./thread-writer.ts";
import { UncertainSends } from "./uncertain-sends.ts";

/** Takes the turns of threads, and says what is to follow when that went well or failed. */
export class TurnTaker {
  readonly #context: MirrorContext;
  readonly #stopping: AbortSignal;
  readonly #backoff: Backoff;
  readonly #uncertain: UncertainSends;
  readonly #writer: ThreadWriter;
  /** What stood in the way of a thread's last turn. */
  readonly #obstacles = new Map<number, DiscordFault>();

  constructor(context: MirrorContext, stopping: AbortSignal) {
    this.#context = context;
    this.#stopping = stopping;
    this.#backoff = new Backoff(context);
    this.#uncertain = new UncertainSends(context);
    this.#writer = new ThreadWriter(context, this.#uncertain, stopping);
  }

  /** What a thread waits for; `undefined` when nothing is in its way. */
  obstacleOf(threadId: number): DiscordFault | undefined {
    return this.#obstacles.get(threadId);
  }

  /** A follow into the channel was ended. */
  release(channelId: string): void {
    this.#writer.release(channelId);
  }

  /** Finds the forum post left by an interrupted creation. */
  async findInterrupted(follow: Follow, thread: MirroredThread): Promise<string | undefined> {
    return await this.#writer.findInterrupted(follow, thread);
  }

  /** Writes a thread until its turn is over. It never throws: what fails is logged and tried again. */
  async take(threadId: number): Promise<Outcome> {
    try {
      return await this.#write(threadId);
    } catch (err) {
      // Of the store, while it noted what went wrong before.
      this.#context.log.warn({ err, thread: threadId }, "a delivery could not be recorded");
      return this.#backoff.later(threadId);
    }
  }

  async #write(threadId: number): Promise<Outcome> {
    const { store, log } = this.#context;
    const thread = await store.threads.get(threadId);
    const follow = thread === undefined ? undefined : await store.follows.get(thread.followId);
    if (thread === undefined || follow === undefined) {
      this.#obstacles.delete(threadId);
      return done;
    }
    try {
      const outcome = await this.#writer.write(follow, thread);
      this.#backoff.reset(threadId);
      this.#obstacles.delete(threadId);
      return outcome;
    } catch (error) {
      if (error instanceof DiscordError) {
        this.#obstacles.set(threadId, error.fault);
        const state = { backoff: this.#backoff, uncertain: this.#uncertain };
        return await afterFault(this.#context, { follow, thread, error }, state);
      }
      if (this.#stopping.aborted) return done;
      log.warn({ err: error, thread: threadId }, "a delivery failed");
      const askedMs = error instanceof SourceError ? error.retryAfterMs : undefined;
      return this.#backoff.later(threadId, askedMs);
    }
  }
}
