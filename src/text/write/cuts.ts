import type { Context } from "./context.ts";

/** A place where the text may be cut into parts: between `end` and `start` nothing is needed once cut. */
export interface Cut {
  readonly end: number;
  readonly start: number;
  readonly context: Context;
  /** How much a reader minds; 0 between two thoughts, hundreds inside of a word. */
  readonly penalty: number;
  /** Whether a block follows, rather than the rest of one. */
  readonly startsBlock: boolean;
}

/** A stretch of words, in which cuts are looked for only when the text needs several parts. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly context: Context;
  readonly kind: "text" | "code" | "label";
}

export interface PlacedImage {
  readonly url: string;
  readonly offset: number;
}
