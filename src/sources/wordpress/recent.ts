import { referenceId } from "../../forum/reference.ts";
import type { Cursor, Recent, RequestOptions } from "../source.ts";
import type { Reading } from "./ask.ts";
import { readRecentComments } from "./recent-comments.ts";
import { readCursor, type Seen } from "./recent-cursor.ts";
import { arePostsDue, readRecentPosts, unlistedPosts } from "./recent-posts.ts";
import type { ReadWindow } from "./recent-window.ts";

export interface RecentOptions extends RequestOptions {
  readonly readWindow: ReadWindow;
  /** False if the blog does not list its posts. */
  readonly listsPosts: boolean;
}

/** Reads the news of the blog with one request for its comments and, now and then, one for its posts. */
export async function readRecent(
  reading: Reading,
  cursor: Cursor | undefined,
  { readWindow, listsPosts, ...request }: RecentOptions,
): Promise<Recent> {
  const last = readCursor(cursor);
  const { seen: comments, ...news } = await readRecentComments(reading.site, readWindow, last, request);
  const commentedOn = news.comments.map(({ thread }) => Number(referenceId(thread)));
  const isDue =
    listsPosts && (last === undefined || arePostsDue(last, { commentedOn, nowMs: reading.now() }));
  const { posts, edited, seen } = isDue
    ? await readRecentPosts(reading, last, request)
    : { posts: [], edited: [], seen: last ?? unlistedPosts(reading.now()) };
  const { posts: seenPosts, postsFrom, postsAt } = seen;
  const next: Seen = { ...comments, posts: seenPosts, postsFrom, postsAt };
  return {
    ...news,
    posts,
    threads: edited,
    hasGap: news.hasGap || (cursor !== undefined && last === undefined),
    isCursorUnreadable: cursor !== undefined && last === undefined,
    cursor: JSON.stringify(next),
  };
}
