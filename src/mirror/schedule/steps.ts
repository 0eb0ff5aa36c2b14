import PQueue from "p-queue";
import { SourceError } from "../../sources/source-error.ts";
import type { MirrorContext } from "../context.ts";

const priorities = { poll: 3, arrive: 2, begin: 1, sweep: 0 } as const;

/** Kinds of readings, most urgent first. */
export type StepKind = keyof typeof priorities;

/** The queue of a site's readings. They run one at a time, most urgent first. */
export class Steps {
  readonly #log: MirrorContext["log"];
  readonly #store: MirrorContext["store"];
  readonly #site: string;
  readonly #queue = new PQueue({ concurrency: 1 });
  readonly #stopping = new AbortController();

  /** @param onRest called when no step is left */
  constructor({ log, store }: Pick<MirrorContext, "log" | "store">, site: string, onRest: () => void) {
    this.#log = log;
    this.#store = store;
    this.#site = site;
    this.#queue.addEventListener("idle", onRest);
  }

  /** Aborted by `stop`. */
  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Queues a step. Failures are logged. */
  add(kind: StepKind, step: () => Promise<void>): void {
    if (this.#stopping.signal.aborted) return;
    void this.#queue.add(() => this.#take(kind, step), { priority: priorities[kind] });
  }

  /** Resolves when the current step has ended. No new step begins. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#queue.clear();
    await this.#queue.onIdle();
  }

  async #take(kind: StepKind, step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      if (this.#stopping.signal.aborted) return;
      // The next poll or sweep repeats the failed part; everything read so far is kept.
      const facts = { err: error, site: this.#site, step: kind };
      if (error instanceof SourceError) this.#log.warn(facts, "a site could not be read");
      // The store itself reports a failing database, once.
      else if (this.#store.faultOf(error) !== undefined)
        this.#log.debug(facts, "the results of a reading could not be recorded");
      else this.#log.error(facts, "reading a site failed");
    }
  }
}
