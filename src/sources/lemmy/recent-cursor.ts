import { z } from "zod";
import type { Cursor } from "../source.ts";

/** What polls have seen: enough to tell news from what merely arrives late from other instances. */
export interface Seen {
  /** Date of the newest comment (ms). */
  readonly newestMs: number;
  /** Ids of the comments within reach, each with the version of its text. */
  readonly comments: ReadonlyMap<number, string>;
  /** Ids of the posts of these comments. */
  readonly posts: ReadonlySet<number>;
}

const mostRemembered = 1_000;
const shape = z.object({
  newestMs: z.number(),
  comments: z.array(z.tuple([z.number(), z.string()])),
  posts: z.array(z.number()),
});

/** `undefined` if the cursor is unreadable. */
export function readCursor(cursor: Cursor): Seen | undefined {
  try {
    const { newestMs, comments, posts } = shape.parse(JSON.parse(cursor));
    return { newestMs, comments: new Map(comments), posts: new Set(posts) };
  } catch {
    return undefined;
  }
}

export function writeCursor({ newestMs, comments, posts }: Seen): Cursor {
  return JSON.stringify({
    newestMs,
    comments: [...comments].slice(-mostRemembered),
    posts: [...posts].slice(-mostRemembered),
  });
}
