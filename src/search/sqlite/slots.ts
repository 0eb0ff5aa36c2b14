import { firstIdOf, positionsAfter, slotsPerSecond } from "../positions.ts";
import type { Connection } from "./connection.ts";
import { readFact, writeFact } from "./tables.ts";

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
    const positions = positionsAfter(last, seed);
    let id = positions.next().value;
    while (this.#isTaken(id)) id = positions.next().value;
    this.#widen(id - last);
    return id;
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
