import { z } from "zod";
import { cursorReader } from "../cursor-reader.ts";
import type { Cursor } from "../source.ts";
import type { RawHit } from "./records.ts";

/**
 * Read again each time (s): longer than any author's delay, and long enough for whatever reaches the index late.
 */
const overlapSeconds = 15 * 60;

const cursorShape = z.object({
  /** The latest second seen. Everything older than this, less the overlap, has been reported. */
  at: z.number(),
  /** Ids of the overlap that were reported. */
  seen: z.array(z.string()),
});
/** The point that polls have reached. */
export type Position = z.infer<typeof cursorShape>;

export const readCursor = cursorReader(cursorShape);

/** Returns the second after which the next poll reads again. */
export function sinceOf({ at }: Position): number {
  return at - overlapSeconds;
}

/** @param reported hits that were reported, now or before */
export function writeCursor(
  reported: readonly RawHit[],
  { previous, nowMs }: { readonly previous: Position | undefined; readonly nowMs: number },
): Cursor {
  const latest = Math.max(0, ...reported.map((hit) => hit.created_at_i));
  // A moment in the future would make everything before it look old.
  const now = Math.floor(nowMs / 1000);
  const at = Math.max(
    previous?.at ?? 0,
    reported.length === 0 ? (previous?.at ?? now) : Math.min(latest, now),
  );
  const overlap = reported.filter((hit) => hit.created_at_i > at - overlapSeconds);
  return JSON.stringify({ at, seen: overlap.map(({ objectID }) => objectID) } satisfies Position);
}
