import { hash } from "node:crypto";
import { z } from "zod";
import { cursorReader } from "../cursor-reader.ts";
import type { RawComment, RawPost } from "./records.ts";

const cursorShape = z.object({
  /** The newest comments of the blog, each with its id, its post and a mark of its text and place. */
  comments: z.array(z.tuple([z.int(), z.int(), z.string()])),
  /** Every comment with a higher id is among them; 0 if they are all that the blog has. */
  from: z.number(),
  /** The newest posts, with the dates of their last changes. */
  posts: z.array(z.tuple([z.int(), z.string()])),
  /** Posts that appear but are older than this are not new. */
  postsFrom: z.number(),
  /** When the posts were listed. */
  postsAt: z.number(),
});
/** Comments and posts that the last poll saw. */
export type Seen = z.infer<typeof cursorShape>;

export const readCursor = cursorReader(cursorShape);

const markLength = 8;

/** Changes with everything about a comment that a reader sees. */
export function markOf({ content, parent, post, author_name }: RawComment): string {
  return hash("sha256", JSON.stringify([content.rendered, parent, post, author_name]), "base64url").slice(
    0,
    markLength,
  );
}

export function seenComment(raw: RawComment): Seen["comments"][number] {
  return [raw.id, raw.post, markOf(raw)];
}

export function seenPost({ id, modified_gmt }: RawPost): Seen["posts"][number] {
  return [id, modified_gmt ?? ""];
}
