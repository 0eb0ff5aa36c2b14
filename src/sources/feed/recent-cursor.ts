import { hash } from "node:crypto";
import { z } from "zod";
import type { Comment } from "../../forum/comment.ts";
import { type Reference, referenceId } from "../../forum/reference.ts";
import { cursorReader } from "../cursor-reader.ts";
import type { Cursor } from "../source.ts";

/** Several times as much as feeds list, so that a comment that comes back into a feed is not news. */
const mostRemembered = 500;

const shape = z.object({
  /** A hash of the text of each comment, by id. */
  texts: z
    .array(z.tuple([z.string(), z.string()]))
    .transform((hashes): ReadonlyMap<string, string> => new Map(hashes)),
  /** The ids of their pages. */
  pages: z.array(z.string()).transform((ids): ReadonlySet<string> => new Set(ids)),
});
/** The comments that polls have seen, and the pages of these comments, newest last. */
export type Seen = Readonly<z.infer<typeof shape>>;

export const readCursor = cursorReader(shape);

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
