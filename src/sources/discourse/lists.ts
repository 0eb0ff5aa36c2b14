import type { Post } from "../../forum/post.ts";
import type { Reference } from "../../forum/reference.ts";
import type { RequestOptions } from "../source.ts";
import { isRefusal } from "./ask.ts";
import { categoryPath } from "./categories.ts";
import { toListedPost } from "./convert-post.ts";
import type { Reading } from "./reading.ts";
import { listedTopicShape, topicListShape } from "./records.ts";
import { tagsOf } from "./topics.ts";

/** The most pages of a list that one reading takes; a page has 30 topics. */
const mostPages = 5;

export function tagPath(name: string): string {
  return `/tag/${encodeURIComponent(name)}`;
}

/** Lists the newest topics of the forum, of a category with those inside it, or of a tag; newest first. */
export async function readPosts(
  reading: Reading,
  of: Reference<"tag"> | "site",
  { limit, ...request }: RequestOptions & { readonly limit: number },
): Promise<readonly Post[]> {
  const path = of === "site" ? "/latest" : await listPath(reading, of, request);
  if (path === undefined) return [];
  const posts = new Map<Post["reference"], Post>();
  for (let page = 0; page < mostPages && posts.size < limit; page += 1) {
    const from = page === 0 ? "" : `&page=${page}`;
    const at = `${path}.json?order=created${from}`;
    const list = await reading.ask.record(at, topicListShape, request);
    if (isRefusal(list)) break;
    for (const entry of list.topic_list.topics) {
      const post = await readListed(reading, entry, list.users, request);
      if (post !== undefined) posts.set(post.reference, post);
    }
    if (!list.topic_list.more_topics_url) break;
  }
  return [...posts.values()].slice(0, limit);
}

async function listPath(
  { tags, categories }: Reading,
  reference: Reference<"tag">,
  request: RequestOptions,
): Promise<string | undefined> {
  const named = await tags.named(reference);
  if (named?.kind === "tag") return tagPath(named.name);
  const chain = named === undefined ? [] : await categories.readChain(named.id, request);
  // The list without this ending may be in another order, as the category prefers.
  return chain.length === 0 ? undefined : `${categoryPath(chain)}/l/latest`;
}

async function readListed(
  reading: Reading,
  entry: unknown,
  users: Parameters<typeof toListedPost>[2]["users"],
  request: RequestOptions,
): Promise<Post | undefined> {
  const read = listedTopicShape.safeParse(entry);
  if (!read.success) {
    const problem = read.error.message;
    reading.unreadable.note("topics", [{ kind: "record", place: "topics", id: undefined, problem }]);
    return undefined;
  }
  return toListedPost(read.data, reading.site, { users, tags: await tagsOf(reading, read.data, request) });
}
