import type { Clock } from "../clock.ts";
import type { OpenedStorage, OpenStorage, StorageAdapter } from "./opened-storage.ts";
import { within } from "./within.ts";

/** Reason why the archive cannot be used: the storage does not answer, or it refuses records. */
export type ArchiveFaultKind = "away" | "refusing";

export interface ArchiveFault {
  readonly kind: ArchiveFaultKind;
  readonly sinceMs: number;
}

/** A call that the storage did not carry out. */
export class StorageError extends Error {
  override readonly name = "StorageError";
}

/** How long to wait for the storage. */
export interface StorageWaits {
  /** If a call takes longer, the storage counts as away. */
  readonly callMs: number;
  /** How long the start of the bot waits. */
  readonly startMs: number;
  /** The pause between two attempts to use it again. */
  readonly retryMs: number;
}

export interface StorageOptions {
  readonly clock: Clock;
  readonly waits: StorageWaits;
  /** Called when the archive fails, and when it works again. */
  readonly onFault: (fault: ArchiveFaultKind | undefined, error: unknown) => void;
}

const probed = "records";

/**
 * The storage below the archive. It may be gone, frozen, full or locked at any time. No call waits long: once a call goes
 * unanswered, all others fail at once until the storage answers again.
 */
export class Storage {
  readonly #open: OpenStorage;
  readonly #options: StorageOptions;
  readonly #closing = new AbortController();
  readonly #flushes: (() => Promise<void>)[] = [];
  #opened: OpenedStorage | undefined;
  #attempt: Promise<void> | undefined;
  #recovering: Promise<void> | undefined;
  #fault: ArchiveFault | undefined;
  #failures = 0;

  private constructor(open: OpenStorage, options: StorageOptions) {
    this.#open = open;
    this.#options = options;
  }

  /** Resolves when the storage is open or the start has waited long enough; never fails. */
  static async open(open: OpenStorage, options: StorageOptions): Promise<Storage> {
    const storage = new Storage(open, options);
    const { waits } = options;
    try {
      await within(storage.#connect(), waits.startMs);
    } catch (error) {
      storage.#fail("away", error);
    }
    return storage;
  }

  /** `undefined` while it works. */
  get fault(): ArchiveFault | undefined {
    return this.#fault;
  }

  /** Registers a step to run whenever the storage may work again. The step throws if it does not. */
  onReturn(flush: () => Promise<void>): void {
    this.#flushes.push(flush);
  }

  /** @throws {StorageError} if the storage fails or does not answer in time */
  async run<T>(namespace: string, step: (adapter: StorageAdapter) => Promise<T>): Promise<T> {
    const opened = this.#opened;
    if (opened === undefined) throw new StorageError("the archive is unavailable");
    const { waits } = this.#options;
    let isLate = false;
    try {
      return await within(step(opened.adapter(namespace)), waits.callMs, () => {
        isLate = true;
      });
    } catch (error) {
      const isUsable = !isLate && opened.isUsableAfter(error);
      if (this.#opened === opened) {
        if (isUsable) this.#fail("refusing", error);
        else this.#lose(opened, error);
      }
      throw new StorageError("the archive failed", { cause: error });
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#recovering;
    const opened = this.#opened;
    this.#opened = undefined;
    await opened?.close();
  }

  #lose(opened: OpenedStorage, error: unknown): void {
    this.#opened = undefined;
    void opened.close().catch(() => undefined);
    this.#fail("away", error);
  }

  #fail(kind: ArchiveFaultKind, error: unknown): void {
    if (this.#closing.signal.aborted) return;
    this.#failures += 1;
    if (this.#fault?.kind !== kind) {
      this.#fault = { kind, sinceMs: this.#options.clock.now() };
      this.#options.onFault(kind, error);
    }
    this.#recovering ??= this.#recover().finally(() => {
      this.#recovering = undefined;
    });
  }

  async #recover(): Promise<void> {
    const { signal } = this.#closing;
    const { clock, waits, onFault } = this.#options;
    while (!signal.aborted) {
      await clock.sleep(waits.retryMs, signal);
      if (signal.aborted) return;
      const failures = this.#failures;
      try {
        if (this.#opened === undefined) await this.#connect();
        for (const flush of this.#flushes) await flush();
      } catch {
        // This failure was reported when it began.
        continue;
      }
      if (this.#failures !== failures) continue;
      this.#fault = undefined;
      onFault(undefined, undefined);
      return;
    }
  }

  /** Makes one attempt at a time. */
  async #connect(): Promise<void> {
    this.#attempt ??= this.#tryToOpen().finally(() => {
      this.#attempt = undefined;
    });
    await this.#attempt;
  }

  async #tryToOpen(): Promise<void> {
    const { waits } = this.#options;
    const ending = new AbortController();
    const signal = AbortSignal.any([ending.signal, this.#closing.signal]);
    let opened: OpenedStorage | undefined;
    let lost: { readonly error: unknown } | undefined;
    const onLost = (error: unknown) => {
      lost = { error };
      if (opened !== undefined && this.#opened === opened) this.#lose(opened, error);
    };
    const opening = this.#open(signal, onLost);
    try {
      opened = await within(opening, waits.callMs);
      // A server may accept the connection and then refuse every call.
      await within(opened.adapter(probed).get("probe"), waits.callMs);
      if (lost !== undefined) throw lost.error;
      signal.throwIfAborted();
      this.#opened = opened;
    } catch (error) {
      ending.abort();
      // A connection that opens late is closed.
      void opening.then((late) => late.close()).catch(() => undefined);
      throw error;
    }
  }
}
