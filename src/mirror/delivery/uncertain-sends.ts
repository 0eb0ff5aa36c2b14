import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import type { Outcome } from "./deliveries.ts";

/** Longer than discord.js waits for an answer, so by then a message has arrived or never will. */
export const usualSettleMs = 20_000;

type Context = Pick<MirrorContext, "store" | "clock" | "servers" | "settleAfterMs">;

type Uncertain = Pick<MirroredThread, "id" | "guildId" | "uncertainMs">;

/** How often a wait is noted. A killed process loses no more of the wait than this. */
const noteEveryMs = 500;

/**
 * Tracks how long the last attempt in each thread has been uncertain. For attempts of earlier processes, it uses the age that those
 * processes noted. That time really passed, whatever the clock says.
 */
export class UncertainSends {
  readonly #context: Context;
  /** By thread, in elapsed time. */
  readonly #sinceMs = new Map<number, number>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** Notes that Discord did not say whether a message or forum post arrived. */
  note(threadId: number): void {
    this.#sinceMs.set(threadId, this.#context.clock.elapsedMs());
  }

  /** How long to wait (ms) before looking whether the last attempt in a thread arrived; 0 if it is old enough. */
  settleDelayMs({ id, guildId, uncertainMs }: Uncertain): number {
    const { clock, servers, settleAfterMs } = this.#context;
    const takenMs = servers.sinceMs(guildId) ?? clock.elapsedMs();
    const notedMs = this.#sinceMs.get(id);
    // Another process may have written there after an older note.
    const sinceMs =
      notedMs === undefined || notedMs < takenMs - uncertainMs ? takenMs - uncertainMs : notedMs;
    // Later notes count from here too.
    this.#sinceMs.set(id, sinceMs);
    return Math.max(0, sinceMs + settleAfterMs - clock.elapsedMs());
  }

  /** Notes that the attempt is settled, before anything else is sent, so the next attempt starts at age 0. */
  async settle(threadId: number): Promise<void> {
    this.#sinceMs.delete(threadId);
    await this.#context.store.threads.markUncertain(threadId, 0);
  }

  /** Notes the progress of the wait. Returns when to look again; `undefined` if it is over. */
  async wait(thread: Uncertain): Promise<Outcome | undefined> {
    const { store, settleAfterMs } = this.#context;
    const delayMs = this.settleDelayMs(thread);
    if (delayMs === 0) return undefined;
    await store.threads.markUncertain(thread.id, settleAfterMs - delayMs);
    return { kind: "again", afterMs: Math.min(delayMs, noteEveryMs) };
  }
}
