import type { RequestOptions } from "../source.ts";
import { type RawPosts, readRawPosts } from "./raw-posts.ts";
import type { Reading } from "./reading.ts";
import { latestPostsShape, type RawPost } from "./records.ts";

/** Old releases fill a page from this many ids, and visitors may see few of those posts. */
const pageIds = 50;
/** The most pages that one poll reads; together they hold 1,000 posts. */
const mostPages = 20;

export interface NewestPosts {
  /** The posts of the newest page, which show what has changed. */
  readonly page: RawPosts;
  /** All posts after the last id, the newest first. */
  readonly fresh: readonly RawPost[];
  /** True if there are more posts than one poll reads. */
  readonly isCut: boolean;
}

/** Reads the newest posts of the forum, back to one that is known. A short or even empty page is not the end. */
export async function readNewest(
  reading: Reading,
  last: number | undefined,
  request: RequestOptions,
): Promise<NewestPosts> {
  const page = await readPage(reading, undefined, request);
  if (last === undefined) return { page, fresh: [], isCut: false };
  const found = new Map(page.posts.map((post) => [post.id, post]));
  let floor = lowestId(page);
  for (let pages = 1; floor !== undefined && floor > last; pages += 1) {
    if (pages === mostPages) return { page, fresh: [], isCut: true };
    const older = await readPage(reading, floor, request);
    for (const post of older.posts) found.set(post.id, post);
    const lowest: number | undefined = lowestId(older);
    floor = lowest === undefined || lowest >= floor ? floor - pageIds : lowest;
  }
  const fresh = [...found.values()].filter(({ id }) => id > last).sort((a, b) => b.id - a.id);
  return { page, fresh, isCut: false };
}

async function readPage(
  reading: Reading,
  before: number | undefined,
  request: RequestOptions,
): Promise<RawPosts> {
  const at = before === undefined ? "/posts.json" : `/posts.json?before=${before}`;
  const { latest_posts } = await reading.ask.must(at, latestPostsShape, request);
  return readRawPosts(reading, "/posts.json", latest_posts);
}

function lowestId({ posts, unreadable }: RawPosts): number | undefined {
  const ids = [...posts.map(({ id }) => id), ...unreadable];
  return ids.length === 0 ? undefined : Math.min(...ids);
}
