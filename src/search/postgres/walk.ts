import type { Hit, Walked, WalkOptions } from "../matches.ts";
import type { Cells } from "./cells.ts";
import type { MatchQueries } from "./match-queries.ts";
import type { Step, Steps, Stretch } from "./steps.ts";

/** Comments to read one after the other before anything is looked up: enough to see whether matches are frequent. */
const firstRead = 128;
const mostRead = 2_048;
/** Comments that one step may read without their words. */
const mostFacts = 8_192;
/** From this share of matches on, reading one comment after the other is faster than looking the words up. */
const frequent = 1 / 4;
/** A beginning that a larger share of comments has is checked instead of looked up. */
const common = 1 / 8;
const mostCells = 64;

/** The parts of a walk that its steps share. */
interface Search {
  readonly steps: Steps;
  readonly cells: Cells;
  readonly queries: MatchQueries;
}

/**
 * Walks through matches by time. First it reads a few comments one after the other. If few of them match, it looks the words up,
 * first in one cell and then in more and more.
 */
export class Walk {
  readonly #search: Search;
  readonly #options: WalkOptions;
  readonly #hits: Hit[] = [];
  /** The stretch that is still to be looked at. */
  #rest: Stretch;
  /** Cells with comments that are still to be looked at, in the order of the walk. */
  #cellsLeft: number[] = [];

  constructor(search: Search, options: WalkOptions & Stretch) {
    this.#search = search;
    this.#options = options;
    this.#rest = { low: options.low, high: options.high };
  }

  async run(): Promise<Walked> {
    const { queries, steps } = this.#search;
    if (queries.isOpen) await this.#readFacts();
    else if (queries.isNarrow) {
      queries.leaveOut(queries.shortBeginnings);
      this.#cellsLeft = await steps.cellsIn(this.#rest);
      await this.#lookUp();
    } else if (await this.#readWords()) await this.#lookUp();
    const { low, high } = this.#rest;
    const restFrom = low > high ? undefined : this.#isDown ? high : low;
    return { hits: this.#hits, restFrom };
  }

  /** Reads comments whatever their words. */
  async #readFacts(): Promise<void> {
    let most = Math.min(mostFacts, 2 * this.#wanted + firstRead);
    do {
      this.#take(await this.#search.steps.readFacts(this.#rest, { most, wanted: this.#wanted }), this.#rest);
      most = mostFacts;
    } while (!this.#isOver);
  }

  /** Reads comments and their words while many of them match. Returns whether the others must be looked up. */
  async #readWords(): Promise<boolean> {
    const { steps, cells, queries } = this.#search;
    const beginnings = queries.shortBeginnings;
    const read = async (cell: number, most: number) =>
      await steps.readWords(cell, this.#within(cell, cell), { most, wanted: this.#wanted, beginnings });
    // Saves a round trip: the first cell is nearly always known.
    const guess = cells.guess(this.#rest, this.#options.direction);
    const guessed = guess === undefined ? undefined : read(guess, firstRead);
    [this.#cellsLeft] = await Promise.all([steps.cellsIn(this.#rest), guessed]);
    cells.note(this.#cellsLeft);
    for (let most = firstRead; ; most = Math.min(mostRead, 2 * most)) {
      const [cell] = this.#cellsLeft;
      if (cell === undefined) return this.#finish();
      const isGuessed = most === firstRead && cell === guess;
      const step = (isGuessed ? await guessed : undefined) ?? (await read(cell, most));
      this.#take(step, this.#within(cell, cell));
      if (step.hits.length < frequent * step.read) {
        queries.leaveOut(beginnings.filter((_, place) => (step.beginnings[place] ?? 0) > common * step.read));
        return !this.#isDone;
      }
      if (this.#isOver) return false;
    }
  }

  /** Looks the words up, in as many cells at once as there seems to be time for. */
  async #lookUp(): Promise<void> {
    let size = 1;
    do {
      const group = this.#cellsLeft.slice(0, size);
      const [first, last] = [group[0], group.at(-1)];
      if (first === undefined || last === undefined) {
        this.#finish();
        return;
      }
      const startedAtMs = performance.now();
      const stretch = this.#within(first, last);
      this.#take(await this.#search.steps.lookUp(group, stretch, this.#wanted), stretch);
      size = nextSize(size, performance.now() - startedAtMs, this.#options.deadline - performance.now());
    } while (!this.#isOver);
  }

  /** Keeps the hits of a step, and moves on past it. */
  #take({ hits, edge }: Step, { low, high }: Stretch): void {
    const kept = hits.slice(0, this.#wanted);
    this.#hits.push(...kept);
    const last = this.#wanted === 0 ? kept.at(-1)?.id : edge;
    if (this.#isDown) this.#rest = { ...this.#rest, high: (last ?? low) - 1 };
    else this.#rest = { ...this.#rest, low: (last ?? high) + 1 };
    // A step that stopped within a cell goes on there.
    const { cells } = this.#search;
    const [from, to] = [cells.of(this.#rest.low), cells.of(this.#rest.high)];
    this.#cellsLeft = this.#cellsLeft.filter((cell) => from <= cell && cell <= to);
  }

  /** Notes that no comment is left. */
  #finish(): false {
    this.#rest = { low: 1, high: 0 };
    return false;
  }

  /** Returns what is left to look at in these cells, in either order. */
  #within(first: number, last: number): Stretch {
    const { low, high } = this.#rest;
    const { cells } = this.#search;
    return {
      low: Math.max(low, cells.low(Math.min(first, last))),
      high: Math.min(high, cells.high(Math.max(first, last))),
    };
  }

  get #isDown(): boolean {
    return this.#options.direction === "down";
  }

  /** Number of hits that are still wanted. */
  get #wanted(): number {
    return Math.min(this.#options.limit - this.#hits.length, Number.MAX_SAFE_INTEGER);
  }

  get #isDone(): boolean {
    return this.#wanted === 0 || this.#rest.low > this.#rest.high;
  }

  get #isOver(): boolean {
    return this.#isDone || performance.now() > this.#options.deadline;
  }
}

/** Chooses how many cells can probably be looked up in time: four times as many take at most four times as long. */
function nextSize(size: number, tookMs: number, leftMs: number): number {
  if (4 * tookMs < leftMs) return Math.min(4 * size, mostCells);
  return tookMs < leftMs ? size : Math.ceil(size / 4);
}
