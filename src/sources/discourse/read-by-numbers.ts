import type { RequestOptions } from "../source.ts";
import { isRefusal } from "./ask.ts";
import { type RawPosts, readRawPosts } from "./raw-posts.ts";
import { newestLength } from "./read-by-ids.ts";
import type { Reading } from "./reading.ts";
import { type RawPost, streamShape } from "./records.ts";
import type { OpenedTopic, StreamRead } from "./topics.ts";

/** Far more than the longest topic needs, in case a forum repeats itself. */
const mostPages = 10_000;

/** Reads the posts of a topic that is too long for a list of ids: page by page, from one number to the next. */
export async function readByNumbers(
  reading: Reading,
  { raw, posts: first, unreadable }: OpenedTopic,
  request: RequestOptions,
): Promise<StreamRead> {
  const isWhole = reading.wholeReadings.isDue(raw.id, raw.posts_count, request);
  const before = reading.numbers.commentsOf(raw.id);
  const start = isWhole ? lastNumber(first) : newestFrom(before);
  const rest = await readAfter(reading, raw.id, start, request);
  const posts = [...first, ...rest.posts];
  const read = new Set(posts.map(({ id }) => id));
  // Between two complete readings, older posts are assumed to exist still.
  const older = isWhole ? [] : before.map(([, id]) => id).filter((id) => !read.has(id));
  return {
    posts,
    unread: [...unreadable, ...rest.unreadable, ...older],
    completeness: isWhole ? { kind: "complete" } : { kind: "window" },
    isWhole,
  };
}

/** Reads all posts that follow the one with this number. A forum may order posts otherwise than by number. */
async function readAfter(
  reading: Reading,
  topic: number,
  start: number,
  request: RequestOptions,
): Promise<RawPosts> {
  const posts: RawPost[] = [];
  const unreadable: number[] = [];
  const seen = new Set<number>();
  const at = `/t/${topic}/posts.json`;
  let after = start;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await reading.ask.record(`${at}?post_number=${after}&asc=true`, streamShape, request);
    if (isRefusal(answer)) break;
    const read = readRawPosts(reading, at, answer.post_stream.posts);
    const fresh = read.posts.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    posts.push(...fresh);
    unreadable.push(...read.unreadable);
    if (fresh.length === 0) break;
    after = lastNumber(read.posts);
  }
  return { posts, unreadable };
}

function lastNumber(posts: readonly RawPost[]): number {
  return posts.at(-1)?.post_number ?? 1;
}

/** Returns the known number after which the newest posts begin. */
function newestFrom(known: readonly (readonly [number: number, id: number])[]): number {
  const numbers = known.map(([number]) => number).sort((a, b) => a - b);
  return numbers.at(-newestLength - 1) ?? 1;
}
