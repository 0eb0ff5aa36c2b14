import type { ZodType } from "zod";
import type { Cursor } from "./source.ts";

/**
 * Makes a reader of cursors of one shape. An unreadable cursor, perhaps from another version, is `undefined` like none, so that the
 * polls start over: a poll that always fails would be worse.
 */
export function cursorReader<Position>(
  shape: ZodType<Position>,
): (cursor: Cursor | undefined) => Position | undefined {
  return (cursor) => {
    if (cursor === undefined) return undefined;
    try {
      return shape.parse(JSON.parse(cursor));
    } catch {
      return undefined;
    }
  };
}
