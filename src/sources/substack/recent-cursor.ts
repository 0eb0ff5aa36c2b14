import { z } from "zod";
import { cursorReader } from "../cursor-reader.ts";
import type { Cursor } from "../source.ts";
import type { RawPost } from "./records.ts";

const cursorShape = z.object({
  /** The newest posts, newest first: each with its id, and marks of its comments and of its title. */
  posts: z.array(z.tuple([z.int(), z.string(), z.string()])),
  /** Posts that appear but are older than this are not new: when a post is deleted, an older one takes its place. */
  from: z.number(),
});
/** The posts that the last poll saw. */
export type Seen = z.infer<typeof cursorShape>;

export const readCursor = cursorReader(cursorShape);

export function writeCursor(seen: Seen): Cursor {
  return JSON.stringify(seen);
}

/** The first mark changes if the comments must be read again, the second one if only the post has changed. */
export function seenPost(raw: RawPost): Seen["posts"][number] {
  const { id, title, comment_count, child_comment_count, audience, write_comment_permissions } = raw;
  const comments = [comment_count ?? 0, child_comment_count ?? 0, audience ?? "everyone"].join(" ");
  return [id, comments, `${write_comment_permissions ?? ""} ${title ?? ""}`];
}
