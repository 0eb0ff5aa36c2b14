import { chunksOf } from "../../chunks-of.ts";
import type { RequestOptions } from "../source.ts";
import { isRefusal } from "./ask.ts";
import { readRawPosts } from "./raw-posts.ts";
import type { Reading } from "./reading.ts";
import { type RawPost, streamShape } from "./records.ts";
import type { OpenedTopic, StreamRead } from "./topics.ts";

/** Posts to ask for at once: a longer address could be refused on the way. */
const chunkLength = 100;
/** The newest posts of a long topic, which are read each time. */
export const newestLength = 200;

/**
 * Reads the posts of a topic by their ids, all of which the topic lists, so a missing post shows at once, however few of the posts
 * are read again.
 */
export async function readByIds(
  reading: Reading,
  { raw, posts: first, unreadable }: OpenedTopic,
  stream: readonly number[],
  request: RequestOptions,
): Promise<StreamRead> {
  const isWhole = reading.wholeReadings.isDue(raw.id, stream.length, request);
  const known = new Set([...first.map(({ id }) => id), ...unreadable]);
  const missing = stream.filter((id) => !known.has(id));
  const wanted = isWhole ? missing : missing.slice(-newestLength);
  const rest = await readPostsById(reading, raw.id, wanted, request);
  const posts = [...first, ...rest];
  const read = new Set(posts.map(({ id }) => id));
  const unread = stream.filter((id) => !read.has(id));
  return { posts, unread, completeness: { kind: "complete" }, isWhole };
}

/** Reads posts of one topic by their ids, as many as the forum still has. */
export async function readPostsById(
  reading: Reading,
  topic: number,
  ids: readonly number[],
  request: RequestOptions,
): Promise<readonly RawPost[]> {
  const posts: RawPost[] = [];
  for (const chunk of chunksOf(ids, chunkLength)) {
    const query = chunk.map((id) => `post_ids[]=${id}`).join("&");
    const at = `/t/${topic}/posts.json`;
    const answer = await reading.ask.record(`${at}?${query}`, streamShape, request);
    if (isRefusal(answer)) continue;
    posts.push(...readRawPosts(reading, at, answer.post_stream.posts).posts);
  }
  return posts;
}
