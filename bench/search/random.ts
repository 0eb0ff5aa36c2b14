/** Repeatable random numbers (mulberry32), so that two runs measure the same thing. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** Returns a number from 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Returns a whole number below `end`; a higher `skew` prefers low ones. */
  below(end: number, skew = 1): number {
    return Math.floor(end * this.next() ** skew);
  }

  of<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError("there is nothing to choose from");
    return item;
  }
}

const syllables =
  "ka to mi ren sol va qui lex dor an be chi far gor hem ist jun nol per sta tri ul wen xi yor zan".split(
    " ",
  );

/** Invents a word that no one else uses. */
export function inventWord(random: Random): string {
  return Array.from({ length: 2 + random.below(3) }, () => random.of(syllables)).join("");
}
