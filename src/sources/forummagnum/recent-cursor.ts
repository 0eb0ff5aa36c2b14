import { z } from "zod";
import { cursorReader } from "../cursor-reader.ts";
import type { Cursor } from "../source.ts";
import type { RawPlacedComment, RawPost } from "./records.ts";

/** Read again each time, to catch what appears late or shares its millisecond with something already read. */
const overlapMs = 10 * 60_000;
/** Enough for a burst on the busiest site. If the site understands time windows, a quiet poll returns none of them. */
export const mostComments = 50;
/** If it does not understand them, every poll returns as many as requested, so request little more than came recently. */
const fewestComments = 10;
/** How many of the newest posts a poll asks for at first. */
export const firstPosts = 20;
/** How many reported posts to remember: more than the newest page, since some posts may be hidden for a while. */
const rememberedPosts = 60;

const cursorShape = z.object({
  /** The latest moment seen. Everything older than this, less the overlap, has been reported. */
  at: z.number(),
  /** Comments of the overlap that were reported, with the moment of their last edit. */
  seen: z.record(z.string(), z.number()),
  /** Number of comments that the next poll requests at first. */
  take: z.number().default(mostComments),
  /** Posts already reported, newest first. */
  posts: z.array(z.string()),
  /** Posts that appear but are older than this are not new: newer ones have gone, or visitors can see them again. */
  postsFrom: z.number(),
});
/** How far the polls of a site have come. */
export type Position = z.infer<typeof cursorShape>;

export const readCursor = cursorReader(cursorShape);

export function changedAt({ postedAt, lastEditedAt }: RawPlacedComment): number {
  return Math.max(postedAt, lastEditedAt ?? 0);
}

/** Returns the moment from which the next poll reads again. */
export function sinceOf({ at }: Position): number {
  return at - overlapMs;
}

export function writeCursor(read: {
  readonly comments: readonly RawPlacedComment[];
  readonly posts: readonly RawPost[];
  readonly now: number;
  readonly previous: Position | undefined;
}): Cursor {
  const latest = Math.max(0, ...read.comments.map(changedAt));
  // A moment in the future would make everything before it look old.
  const at = Math.max(read.previous?.at ?? 0, Math.min(latest, read.now));
  const overlap = read.comments.filter((comment) => changedAt(comment) >= at - overlapMs);
  const newest = read.posts.slice(0, firstPosts);
  const posts = new Set([...newest.map((post) => post._id), ...(read.previous?.posts ?? [])]);
  // Without posts, it is unknown when the first one will have been posted.
  const oldestPostAt = newest.length > 0 ? Math.min(...newest.map((post) => post.postedAt)) : at - overlapMs;
  const since = read.previous && sinceOf(read.previous);
  const hasWindows = since !== undefined && read.comments.every((comment) => changedAt(comment) >= since);
  const position: Position = {
    at,
    take: hasWindows ? mostComments : Math.min(mostComments, Math.max(fewestComments, 2 * overlap.length)),
    seen: Object.fromEntries(overlap.map((comment) => [comment._id, changedAt(comment)])),
    posts: [...posts].slice(0, rememberedPosts),
    postsFrom: Math.max(read.previous?.postsFrom ?? 0, oldestPostAt),
  };
  return JSON.stringify(position);
}
