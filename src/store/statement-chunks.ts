import { chunksOf } from "../chunks-of.ts";

/** Far below the number of parameters that either database takes in one statement. */
const chunkLength = 500;

/** Cuts a list into as much as one statement takes. */
export function statementChunks<T>(list: readonly T[]): readonly (readonly T[])[] {
  return chunksOf(list, chunkLength);
}
