import { lastId } from "../positions.ts";

/**
 * A stretch of time. Each word in the index begins with the cell of its comment, so a step of a search reads one or a few cells
 * and no more.
 */
export class Cells {
  readonly #size: number;
  #oldest = Number.POSITIVE_INFINITY;
  #newest = Number.NEGATIVE_INFINITY;

  /** @param size positions in a cell */
  constructor(size: number) {
    this.#size = size;
  }

  of(id: number): number {
    return Math.floor(Math.min(Math.max(id, 0), lastId) / this.#size);
  }

  low(cell: number): number {
    return cell * this.#size;
  }

  high(cell: number): number {
    return (cell + 1) * this.#size - 1;
  }

  /** Notes cells that have comments. */
  note(cells: readonly number[]): void {
    this.#oldest = Math.min(this.#oldest, ...cells);
    this.#newest = Math.max(this.#newest, ...cells);
  }

  /** Guesses the first cell with comments in a stretch; `undefined` while none is known. */
  guess(
    { low, high }: { readonly low: number; readonly high: number },
    direction: "down" | "up",
  ): number | undefined {
    if (this.#newest < this.#oldest) return undefined;
    return direction === "down"
      ? Math.min(this.#newest, this.of(high))
      : Math.max(this.#oldest, this.of(low));
  }

  /** Returns the beginning of every word in a cell. */
  prefix(cell: number): string {
    return `${cell.toString(36)}:`;
  }
}

/** 48 days, in which today's sites have up to about 20,000 comments. */
export const usualCellSize = 2 ** 26;

/** Beginning of the extra words of well-received comments, so that a single step finds them. */
export const bestPrefix = "+:";
