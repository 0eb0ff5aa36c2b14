import { hash } from "node:crypto";
import { z } from "zod";
import type { Comment } from "../../forum/comment.ts";
import { type Reference, referenceId } from "../../forum/reference.ts";
import type { Cursor } from "../source.ts";

/** Several times as much as feeds list, so that a comment that comes back into a feed is not news. */
const mostRemembered = 500;

/** The comments that polls have seen, and the pages of these comments; by id, newest last. */
export interface Seen {
  /** A hash of the text of each comment. */
  readonly texts: ReadonlyMap<string, string>;
  readonly pages: ReadonlySet<string>;
}

const shape = z.object({ texts: z.array(z.tuple([z.string(), z.string()])), pages: z.array(z.string()) });

/** Reads what polls have seen so far; `undefined` if the cursor is unreadable. */
export function readCursor(cursor: Cursor): Seen | undefined {
  try {
    const { texts, pages } = shape.parse(JSON.parse(cursor));
    return { texts: new Map(texts), pages: new Set(pages) };
  } catch {
    return undefined;
  }
}

export function writeCursor({ texts, pages }: Seen): Cursor {
  return JSON.stringify({
    texts: [...texts].slice(-mostRemembered),
    pages: [...pages].slice(-mostRemembered),
  });
}

export function keyOf(reference: Reference): string {
  return referenceId(reference);
}

/** Names the text of a comment, to notice that it has changed. */
export function textName({ body }: Comment): string {
  return hash("sha256", body.text, "base64url").slice(0, 8);
}
