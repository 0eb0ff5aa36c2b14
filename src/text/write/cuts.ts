import type { Context } from "./context.ts";

/** A place where the text may be cut into parts. The text between `end` and `start` is dropped at a cut. */
export interface Cut {
  readonly end: number;
  readonly start: number;
  readonly context: Context;
  /** How much a reader minds: 0 between two thoughts, hundreds inside a word. */
  readonly penalty: number;
  /** True if a block follows, not the rest of one. */
  readonly startsBlock: boolean;
}

/** A stretch of words. Cuts in it are looked for only if the text needs several parts. */
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
