import { backoffMs, jittered } from "../../backoff.ts";
import type { DiscordFault } from "../../language/faults.ts";
import { SourceError } from "../../sources/source-error.ts";
import type { Follow } from "../../store/follow.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";
import { loseThread, stopFollow } from "../follows/stop-follow.ts";
import { isSingle } from "../follows/target-posts.ts";
import { done, type Outcome } from "./deliveries.ts";
import type { UncertainSends } from "./uncertain-sends.ts";

const waits = { firstMs: 2_000, longestMs: 300_000 };
/** Threads that wait for the same thing return at random moments within this time. */
const spreadMs = 1_000;

interface FailedTurn {
  /** Running follows that share the thread. */
  readonly follows: readonly Follow[];
  readonly thread: MirroredThread;
}

/** Decides what happens after a failed turn: the thread waits, it is given up, or its follows stop. */
export class Failures {
  readonly #context: MirrorContext;
  readonly #uncertain: UncertainSends;
  /** How often in a row each thread's turn has failed in this process. */
  readonly #counts = new Map<number, number>();
  /** The fault that ended each thread's last turn. */
  readonly #obstacles = new Map<number, DiscordFault>();

  constructor(context: MirrorContext, uncertain: UncertainSends) {
    this.#context = context;
    this.#uncertain = uncertain;
  }

  /** Returns the fault that a thread waits for; `undefined` if there is none. */
  obstacleOf(threadId: number): DiscordFault | undefined {
    return this.#obstacles.get(threadId);
  }

  /** Notes a turn that did not fail. */
  forget(threadId: number): void {
    this.#counts.delete(threadId);
    this.#obstacles.delete(threadId);
  }

  async outcomeOf(turn: FailedTurn, error: unknown): Promise<Outcome> {
    if (error instanceof DiscordError) return await this.#afterFault(turn, error);
    this.#context.log.warn({ err: error, thread: turn.thread.id }, "a delivery failed");
    return this.later(turn.thread.id, error instanceof SourceError ? error.retryAfterMs : undefined);
  }

  /**
   * Doubles the wait after every failure, with jitter, so an outage does not end in a stampede.
   * @param askedMs the wait that the failing service asked for
   */
  later(threadId: number, askedMs = 0): Outcome {
    const count = this.#counts.get(threadId) ?? 0;
    this.#counts.set(threadId, count + 1);
    const waitMs = jittered(backoffMs(waits, count), this.#context.random);
    return { kind: "again", afterMs: Math.max(waitMs, askedMs) };
  }

  async #afterFault({ follows, thread }: FailedTurn, error: DiscordError): Promise<Outcome> {
    const { log, settleAfterMs, random } = this.#context;
    const { fault } = error;
    this.#obstacles.set(thread.id, fault);
    switch (fault.kind) {
      case "unconfirmed":
        this.#uncertain.note(thread.id);
        log.warn({ err: error, thread: thread.id }, "discord did not say whether a message arrived");
        return { kind: "again", afterMs: settleAfterMs };
      case "held-back":
        // The reason for the hold is already in the log. The random part keeps waiting threads from returning all at once.
        return { kind: "again", afterMs: fault.retryAfterMs + random() * spreadMs };
      case "webhook-gone":
        log.warn({ thread: thread.id }, "a webhook is gone; the next attempt makes a new one");
        return this.later(thread.id);
      case "unavailable":
        log.warn({ err: error, thread: thread.id }, "discord is not available");
        return this.later(thread.id);
      case "thread-gone":
        await loseThread(this.#context, thread);
        return done;
    }
    // A copy never stops a follow, because the thread that it merges into continues.
    const isCopy = thread.mergingInto !== undefined;
    const stopped = isCopy ? [] : fault.kind === "thread-locked" ? follows.filter(isSingle) : follows;
    if (isCopy) log.warn({ err: error, thread: thread.id }, "a copy cannot be merged yet");
    await this.#stop(stopped, error);
    // The remaining follows continue with their other posts.
    return !isCopy && stopped.length === follows.length ? done : { kind: "again", afterMs: waits.longestMs };
  }

  async #stop(follows: readonly Follow[], error: DiscordError): Promise<void> {
    for (const follow of follows) {
      this.#context.log.warn({ err: error, follow: follow.id }, "a follow stops");
      await stopFollow(this.#context, follow, error.fault);
    }
  }
}
