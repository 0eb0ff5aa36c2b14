import type { OptOut } from "../../store/opt-outs.ts";
import type { MirrorContext } from "../context.ts";
import { carryOut } from "./carry-out.ts";
import type { Hands } from "./hands.ts";
import { optBackIn } from "./opt-back-in.ts";

/** How often to look for decisions that an operator's script wrote into the database. */
const lookMs = 5_000;
const firstWaitMs = 2_000;
const lastWaitMs = 10 * 60_000;
const codesKeptMs = 30 * 24 * 60 * 60_000;

interface Wait {
  readonly untilMs: number;
  readonly ms: number;
  readonly left: number;
}

/** Carries out authors' decisions, in the background and across restarts. */
export class OptOutWork {
  readonly #context: MirrorContext;
  readonly #hands: Hands;
  readonly #stopping = new AbortController();
  readonly #waits = new Map<string, Wait>();
  #wake = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(context: MirrorContext, hands: Hands) {
    this.#context = context;
    this.#hands = hands;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Reports that something was decided just now. */
  stir(): void {
    this.#wake.abort();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { clock, store, log } = this.#context;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      this.#wake = new AbortController();
      try {
        await store.optOutCodes.removeOlderThan(clock.now() - codesKeptMs);
        for (const optOut of await store.optOuts.reload()) {
          if (optOut.stage !== "done" && !signal.aborted) await this.#take(optOut);
        }
      } catch (err) {
        // The store itself reports a failing database, once.
        const level = store.faultOf(err) === undefined ? "error" : "debug";
        log[level]({ err }, "opt-outs could not be looked up");
      }
      await clock.sleep(lookMs, AbortSignal.any([signal, this.#wake.signal]));
    }
  }

  async #take(optOut: OptOut): Promise<void> {
    const { clock, log } = this.#context;
    const { author, direction } = optOut;
    const wait = this.#waits.get(author);
    if (wait !== undefined && clock.elapsedMs() < wait.untilMs) return;
    try {
      const left = direction === "in" ? 0 : await carryOut(this.#context, optOut, this.#hands);
      if (direction === "in" && this.#hands.leads()) await optBackIn(this.#context, optOut);
      this.#waits.set(author, this.#nextWait(wait, left));
    } catch (err) {
      log.error({ err, author }, "an opt-out could not be carried out yet");
      this.#waits.set(author, this.#nextWait(wait, wait?.left ?? Number.POSITIVE_INFINITY));
    }
  }

  /** Waits briefly while there is progress, and longer each time there is none. */
  #nextWait(last: Wait | undefined, left: number): Wait {
    const isStuck = last !== undefined && left >= last.left && left > 0;
    const ms = isStuck ? Math.min(lastWaitMs, last.ms * 2) : firstWaitMs;
    return { untilMs: this.#context.clock.elapsedMs() + ms, ms, left };
  }
}
