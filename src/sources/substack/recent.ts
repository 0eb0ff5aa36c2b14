import { byAge } from "../../forum/order.ts";
import type { Post } from "../../forum/post.ts";
import type { Cursor, Recent, RequestOptions } from "../source.ts";
import { toPost } from "./convert-post.ts";
import { postReference } from "./ids.ts";
import { listPosts, type PostPage, pageLength } from "./list-posts.ts";
import { momentOf } from "./moment.ts";
import type { Reading } from "./reading.ts";
import { readCursor, type Seen, seenPost, writeCursor } from "./recent-cursor.ts";
import type { RawPost } from "./records.ts";

/** The most pages of one poll, after a long pause. */
const mostPages = 5;
/** More than a page, because an older post takes the place of a deleted one. */
const mostRemembered = 60;

/**
 * Lists the newest posts and compares how many comments they have with the last poll: no list of comments exists. Comments on older
 * posts are found when these are read again.
 */
export async function readRecent(
  reading: Reading,
  cursor: Cursor | undefined,
  request: RequestOptions,
): Promise<Recent> {
  const { site, slugs } = reading;
  const last = readCursor(cursor);
  const { posts: listed, isLast, hasJumped } = await listSince(reading, last, request);
  const known = new Map(last?.posts.map(([id, ...marks]) => [id, marks]));
  const added = listed.filter((raw) => last !== undefined && !known.has(raw.id) && isSince(raw, last.from));
  slugs.note(listed);
  await slugs.keep(added);
  const differs = (raw: RawPost, mark: 0 | 1) =>
    known.has(raw.id) && known.get(raw.id)?.[mark] !== seenPost(raw)[mark + 1];
  const changed = listed.filter((raw) => differs(raw, 0));
  const commentedOn = added.filter(({ comment_count: count }) => count !== 0);
  const visible = (raws: readonly RawPost[]): Post[] =>
    raws.map((raw) => toPost(raw, site)).filter(({ visibility }) => visibility === "visible");
  return {
    comments: [],
    parents: [],
    unreadable: [],
    isComplete: true,
    posts: visible(added).sort(byAge),
    threads: visible(listed.filter((raw) => differs(raw, 1))),
    changedThreads: [...changed, ...commentedOn].map(({ id }) => postReference(site, id)),
    hasGap: hasJumped || (cursor !== undefined && last === undefined),
    isCursorUnreadable: cursor !== undefined && last === undefined,
    cursor: writeCursor(remember(listed, last, isLast)),
  };
}

interface Listed extends PostPage {
  /** True if posts may be missing between the last poll and this one. */
  readonly hasJumped: boolean;
}

/** Reads pages until one has a post that the last poll saw. */
async function listSince(reading: Reading, last: Seen | undefined, request: RequestOptions): Promise<Listed> {
  const posts = new Map<number, RawPost>();
  const known = new Set(last?.posts.map(([id]) => id));
  for (let page = 0; page < mostPages; page += 1) {
    const read = await listPosts(reading, page * pageLength, request);
    for (const post of read.posts) posts.set(post.id, post);
    const isEnough = known.size === 0 || read.posts.some(({ id }) => known.has(id));
    if (isEnough || read.isLast) return { posts: [...posts.values()], isLast: read.isLast, hasJumped: false };
  }
  return { posts: [...posts.values()], isLast: false, hasJumped: true };
}

function isSince({ post_date }: RawPost, from: number): boolean {
  return (momentOf(post_date) ?? from) >= from;
}

function remember(listed: readonly RawPost[], last: Seen | undefined, isLast: boolean): Seen {
  const ids = new Set(listed.map(({ id }) => id));
  const others = last?.posts.filter(([id]) => !ids.has(id)) ?? [];
  const dates = listed.flatMap(({ post_date }) => momentOf(post_date) ?? []);
  const from = isLast || dates.length === 0 ? 0 : Math.min(...dates);
  return {
    posts: [...listed.map(seenPost), ...others].slice(0, mostRemembered),
    from: Math.max(last?.from ?? 0, from),
  };
}
