import type Database from "better-sqlite3";

const slotsPerSecond = 16;
const latestSecond = 2 ** 40;

/** Highest id that a comment can have. */
export const lastId = latestSecond * slotsPerSecond * 2;

/**
 * Gives comments ids that rise with the time they were posted, so that FTS5 reads matches from newest to oldest without sorting. Comments of
 * one second share sixteen ids; where an import gives a moment to more, they spill over into later ones.
 */
export class Slots {
  readonly #highest;
  readonly #isTaken;
  readonly #db: Database.Database;

  constructor(db: Database.Database) {
    this.#db = db;
    this.#highest = db.prepare<[number, number], number | null>(
      "select max(id) from comments where id between ? and ?",
    );
    this.#isTaken = db.prepare<[number]>("select 1 from comments where id = ?");
  }

  /** A free id. @param seed any number that differs among comments of one moment */
  take(postedMs: number, seed: number): number {
    const first = firstIdOf(postedMs);
    const last = first + slotsPerSecond - 1;
    const highest = this.#highest.pluck().get(first, last) ?? first - 1;
    if (highest < last) return highest + 1;
    for (let room = 64, step = seed; ; room *= 2, step = Math.floor(step / 2) + room) {
      const id = last + 1 + (step % room);
      if (this.#isTaken.get(id) !== undefined) continue;
      this.#widen(id - last);
      return id;
    }
  }

  /** How far from its second a comment may have been put. */
  spill(): number {
    return this.#db.prepare<[], number>("select value from facts where name = 'spill'").pluck().get() ?? 0;
  }

  #widen(spill: number): void {
    if (spill > this.spill())
      this.#db.prepare("insert or replace into facts (name, value) values ('spill', ?)").run(spill);
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
