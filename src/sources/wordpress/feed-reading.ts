import type { Post, Thread } from "../../forum/post.ts";
import { formatReference } from "../../forum/reference.ts";
import { barePost } from "../bare-records.ts";
import type { Found, RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import type { FoundAddress } from "./address.ts";
import { toComment } from "./convert-comment.ts";
import { type FeedReading, readFeedRows } from "./feed-rows.ts";
import { pathOf, plainPath } from "./paths.ts";

/** Reads a post's description of itself from its page. The text is not read. */
export async function readPostPage(
  { site, documents }: FeedReading,
  id: number,
  request: RequestOptions,
): Promise<Post | undefined> {
  const plain = plainPath(id);
  const document = await documents.read(plain, request);
  if (document?.kind !== "page") return undefined;
  const { title, properties } = document.head;
  return {
    ...barePost,
    reference: formatReference(site.database, "post", String(id)),
    title: properties.get("og:title") || title,
    path: pathOf(site, document.at, plain),
    plainPath: plain,
  };
}

/** Reads a post with the newest comments on it; `undefined` if nothing is there. */
export async function readFeedThread(
  reading: FeedReading,
  id: number,
  request: RequestOptions,
): Promise<Thread | undefined> {
  const post = await readPostPage(reading, id, request);
  if (post === undefined) return undefined;
  const rows = await readFeedRows(reading, id, request);
  return {
    post,
    comments: rows.flatMap((row) => toComment(row, reading.site) ?? []),
    completeness: { kind: "window" },
    unreadable: [],
    isCountedEmpty: false,
  };
}

/** Lists the posts with the newest comments. */
export async function readFeedPosts(
  reading: FeedReading,
  { limit, ...request }: RequestOptions & { readonly limit: number },
): Promise<readonly Post[]> {
  const rows = await readFeedRows(reading, undefined, request);
  const posts: Post[] = [];
  for (const id of [...new Set(rows.map(({ post }) => post))].slice(0, limit)) {
    const post = await readPostPage(reading, id, request);
    if (post !== undefined) posts.push(post);
  }
  return posts;
}

/**
 * Finds a post, or a comment that is still in the blog's feed.
 * @throws {SourceError} `record-refused` for anything else: it may exist
 */
export async function findInFeeds(
  reading: FeedReading,
  address: FoundAddress,
  request: RequestOptions,
): Promise<Found | undefined> {
  const { site } = reading;
  if (address.kind === "site") return { kind: "site" };
  if (address.kind === "post") {
    const post = await readPostPage(reading, address.id, request);
    return post && { kind: "post", post };
  }
  const rows = address.kind === "comment" ? await readFeedRows(reading, undefined, request) : [];
  const row = rows.find(({ id }) => address.kind === "comment" && id === address.id);
  const comment = row && toComment(row, site);
  if (row !== undefined && comment !== undefined)
    return { kind: "comment", comment, post: await readPostPage(reading, row.post, request) };
  const message = `the API of ${site.name} is closed, and its feeds do not show that`;
  throw new SourceError(message, { site: site.name, fault: "record-refused", retryable: true });
}
