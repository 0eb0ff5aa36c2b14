import type { Completeness, Post, Tag } from "../../forum/post.ts";
import type { RequestOptions } from "../source.ts";
import { isRefusal, type Refusal } from "./ask.ts";
import { toPost } from "./convert-post.ts";
import { readRawPosts } from "./raw-posts.ts";
import type { Reading } from "./reading.ts";
import { type RawListedTopic, type RawPost, type RawTopic, topicShape } from "./records.ts";

/** A topic with the beginning of its posts. */
export interface OpenedTopic {
  readonly raw: RawTopic;
  readonly post: Post;
  /** Posts that came with it, the first one included. */
  readonly posts: readonly RawPost[];
  readonly unreadable: readonly number[];
}

/** The posts of a topic, as far as they were read. */
export interface StreamRead {
  readonly posts: readonly RawPost[];
  /** Ids of posts that are there but were not read, or could not be. */
  readonly unread: readonly number[];
  readonly completeness: Completeness;
  /** True if all posts were asked for. */
  readonly isWhole: boolean;
}

/** Reads a topic with its first posts, with one request, and one more for each category that is not known yet. */
export async function openTopic(
  reading: Reading,
  id: number | string,
  request: RequestOptions,
): Promise<OpenedTopic | Refusal> {
  const at = `/t/${id}.json`;
  const raw = await reading.ask.record(at, topicShape, request);
  if (isRefusal(raw)) return raw;
  const { posts, unreadable } = readRawPosts(reading, at, raw.post_stream.posts);
  const first = posts.find(({ post_number }) => post_number === 1);
  const tags = await tagsOf(reading, raw, request);
  return { raw, post: toPost(raw, reading.site, { first, tags }), posts, unreadable };
}

/** Lists the category of a topic, the categories around that one, and the topic's tags. */
export async function tagsOf(
  { categories, tags }: Reading,
  { category_id, tags: names }: Pick<RawTopic | RawListedTopic, "category_id" | "tags">,
  request: RequestOptions,
): Promise<readonly Tag[]> {
  const chain = await categories.readChain(category_id, request);
  const found = [
    ...chain.map((category) => tags.ofCategory(category)),
    ...names.map((name) => tags.ofTag(name)),
  ];
  await tags.keep(found);
  return found;
}
