import { type Clock, isLongPast } from "../clock.ts";
import type { Log } from "../log.ts";

/** A part of a site's answer that could not be read. */
export interface Unreadable {
  /** A whole record, or one field of a record that was read without it. */
  readonly kind: "record" | "field";
  readonly place: string;
  readonly id: string | undefined;
  readonly problem: string;
}

/** A record that was not found unreadable for this long may be readable again. */
const memoryMs = 24 * 60 * 60_000;
const mostKept = 10_000;

/** Logs each unreadable record of a site once, and counts the recent ones. */
export class UnreadableRecords {
  readonly #site: string;
  readonly #clock: Clock;
  readonly #log: Log | undefined;
  readonly #seen = new Map<string, { readonly kind: Unreadable["kind"]; readonly atMs: number }>();

  constructor(site: string, { clock, log }: { readonly clock: Clock; readonly log: Log | undefined }) {
    this.#site = site;
    this.#clock = clock;
    this.#log = log;
  }

  note(operation: string, faults: readonly Unreadable[]): void {
    if (faults.length === 0) return;
    this.#forgetOld();
    for (const { kind, place, id, problem } of faults) {
      const key = kind === "record" && id !== undefined ? id : `${place} ${id ?? ""} ${problem}`;
      const isNew = !this.#seen.has(key);
      if (isNew && this.#seen.size >= mostKept) continue;
      this.#seen.set(key, { kind, atMs: this.#clock.elapsedMs() });
      const facts = { site: this.#site, operation, place, record: id, problem: problem.slice(0, 300) };
      if (isNew) this.#log?.warn(facts, `a ${kind} of a site could not be read`);
    }
  }

  /** Number of records left out within the last day. */
  count(): number {
    this.#forgetOld();
    return [...this.#seen.values()].filter(({ kind }) => kind === "record").length;
  }

  #forgetOld(): void {
    const now = this.#clock.elapsedMs();
    for (const [key, { atMs }] of this.#seen) if (isLongPast(atMs, memoryMs, now)) this.#seen.delete(key);
  }
}
