import { referenceId } from "../../forum/reference.ts";
import type { Cursor, Recent, RequestOptions } from "../source.ts";
import type { Reading } from "./ask.ts";
import { readRecentComments } from "./recent-comments.ts";
import { readCursor, type Seen } from "./recent-cursor.ts";
import { arePostsDue, readRecentPosts } from "./recent-posts.ts";

/** Reads the news of the blog with one request for its comments and, now and then, one for its posts. */
export async function readRecent(
  reading: Reading,
  cursor: Cursor | undefined,
  request: RequestOptions,
): Promise<Recent> {
  const last = cursor === undefined ? undefined : readCursor(cursor);
  const { seen: comments, ...news } = await readRecentComments(reading, last, request);
  const commentedOn = news.comments.map(({ thread }) => Number(referenceId(thread)));
  const isDue = last === undefined || arePostsDue(last, { commentedOn, nowMs: reading.now() });
  const { posts, edited, seen } = isDue
    ? await readRecentPosts(reading, last, request)
    : { posts: [], edited: [], seen: last };
  const { posts: seenPosts, postsFrom, postsAt } = seen;
  const next: Seen = { ...comments, posts: seenPosts, postsFrom, postsAt };
  return {
    ...news,
    posts,
    threads: edited,
    hasGap: news.hasGap || (cursor !== undefined && last === undefined),
    cursor: JSON.stringify(next),
  };
}
