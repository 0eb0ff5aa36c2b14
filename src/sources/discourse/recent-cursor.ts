import { hash } from "node:crypto";
import { z } from "zod";
import { cursorReader } from "../cursor-reader.ts";
import type { Cursor } from "../source.ts";
import type { RawPost } from "./records.ts";
import { visibilityOf } from "./visibility.ts";

const cursorShape = z.object({
  /** The highest id seen. Ids rise with every post of the forum. */
  last: z.number(),
  /** The newest posts, by id: the topic of each, and a mark that changes with its text, empty for one that is not shown. */
  posts: z.record(z.string(), z.tuple([z.number(), z.string()])),
});
/** The point that polls of a forum have reached. */
export type Position = z.infer<typeof cursorShape>;

export const readCursor = cursorReader(cursorShape);

/** @param newest the posts of the newest page */
export function writeCursor(newest: readonly RawPost[], previous: Position | undefined): Cursor {
  const position: Position = {
    last: newest.reduce((last, { id }) => Math.max(last, id), previous?.last ?? 0),
    posts: Object.fromEntries(newest.map((post) => [post.id, [post.topic_id, markOf(post)]])),
  };
  return JSON.stringify(position);
}

/** Only a later edit gets a new version, so the mark includes the text. Empty for a post that is not shown. */
function markOf(post: RawPost): string {
  if (visibilityOf(post) !== "visible") return "";
  const { version, cooked } = post;
  return hash("sha256", `${version} ${cooked}`, "base64url").slice(0, 8);
}

/** Returns whether a post of the previous poll was edited or moved since. */
export function isChanged({ posts }: Position, post: RawPost): boolean {
  const [topic, mark] = posts[post.id] ?? [];
  return topic !== undefined && (topic !== post.topic_id || mark !== markOf(post));
}
