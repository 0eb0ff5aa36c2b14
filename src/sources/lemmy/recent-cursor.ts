import { z } from "zod";
import { cursorReader } from "../cursor-reader.ts";
import type { Cursor } from "../source.ts";

const mostRemembered = 1_000;

const shape = z.object({
  /** Date of the newest comment (ms). */
  newestMs: z.number(),
  /** Ids of the comments within reach, each with the version of its text. */
  comments: z
    .array(z.tuple([z.number(), z.string()]))
    .transform((versions): ReadonlyMap<number, string> => new Map(versions)),
  /** Ids of the posts of these comments. */
  posts: z.array(z.number()).transform((ids): ReadonlySet<number> => new Set(ids)),
});
/** Comments that polls have seen: enough to tell news from comments that arrive late from other instances. */
export type Seen = Readonly<z.infer<typeof shape>>;

export const readCursor = cursorReader(shape);

export function writeCursor({ newestMs, comments, posts }: Seen): Cursor {
  return JSON.stringify({
    newestMs,
    comments: [...comments].slice(-mostRemembered),
    posts: [...posts].slice(-mostRemembered),
  });
}
