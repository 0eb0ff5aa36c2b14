import type { Connection } from "./connection.ts";
import { readFact, writeFact } from "./tables.ts";

const slotsPerSecond = 16;
const latestSecond = 2 ** 40;

/** The highest id that a comment can have. */
export const lastId = latestSecond * slotsPerSecond * 2;

/**
 * Gives comments ids that rise with the time they were posted, so FTS5 reads matches from newest to oldest without sorting.
 * Comments of one second share sixteen ids. If an import has more at one moment, they spill over into later ids.
 */
export class Slots {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Takes a free id.
   * @param seed any number that differs among comments of one moment
   */
  take(postedMs: number, seed: number): number {
    const first = firstIdOf(postedMs);
    const last = first + slotsPerSecond - 1;
    const highest = this.#highest(first, last) ?? first - 1;
    if (highest < last) return highest + 1;
    for (let room = 64, step = seed; ; room *= 2, step = Math.floor(step / 2) + room) {
      const id = last + 1 + (step % room);
      if (this.#isTaken(id)) continue;
      this.#widen(id - last);
      return id;
    }
  }

  /** How far from its second a comment may have been put. */
  spill(): number {
    return Number(readFact(this.#connection.db, "spill") ?? 0);
  }

  #widen(spill: number): void {
    if (spill > this.spill()) writeFact(this.#connection.db, "spill", spill);
  }

  #highest(first: number, last: number): number | null | undefined {
    return this.#connection
      .prepare<[number, number], number | null>("select max(id) from comments where id between ? and ?")
      .pluck()
      .get(first, last);
  }

  #isTaken(id: number): boolean {
    return this.#connection.prepare<[number]>("select 1 from comments where id = ?").get(id) !== undefined;
  }
}

/** No comment of this moment or later has a lower id. */
export function firstIdOf(postedMs: number): number {
  const second = Math.floor(postedMs / 1000);
  return Math.min(Math.max(second, 0), latestSecond) * slotsPerSecond + 1;
}

/** Without spill, no comment before this moment has a higher id. */
export function lastIdBefore(ms: number): number {
  return firstIdOf(ms) + slotsPerSecond - 1;
}
