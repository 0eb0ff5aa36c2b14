import type { Comment } from "../../forum/comment.ts";
import type { Post, Thread } from "../../forum/post.ts";
import { isReferenceTo, type Reference } from "../../forum/reference.ts";
import type { Missing, RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { toPost } from "./convert.ts";
import type { ReadPage } from "./pages.ts";
import { type Reading, readPageComments, readSiteComments } from "./reading.ts";

/** Reads a page and the newest comments on it; `undefined` if nothing is there. */
export async function readThread(
  reading: Reading,
  reference: Reference<"post" | "tag">,
  request: RequestOptions,
): Promise<Thread | undefined> {
  const page = await readPage(reading, reference, request);
  if (page === undefined) return undefined;
  return {
    post: toPost(page.facts, reading.site),
    comments: await readPageComments(reading, page, request),
    completeness: { kind: "window" },
    unreadable: [],
    isCountedEmpty: false,
  };
}

export async function readPost(
  reading: Reading,
  reference: Reference<"post" | "tag">,
  request: RequestOptions,
): Promise<Post | undefined> {
  const page = await readPage(reading, reference, request);
  return page && toPost(page.facts, reading.site);
}

/** Looks for a comment in the feed of the site. Any other may exist as well. */
export async function readComment(
  reading: Reading,
  reference: Reference<"comment">,
  request: RequestOptions,
): Promise<Comment | Missing> {
  const listed = await readSiteComments(reading, request);
  return listed.find((comment) => comment.reference === reference) ?? "unknown";
}

/** Reads the pages of the newest comments. */
export async function readPosts(
  { site, pages, ids, ...reading }: Reading,
  { limit, ...request }: RequestOptions & { readonly limit: number },
): Promise<readonly Post[]> {
  const listed = await readSiteComments({ site, pages, ids, ...reading }, request);
  const posts: Post[] = [];
  for (const page of new Set(listed.map(({ thread }) => thread))) {
    if (posts.length === limit) break;
    const address = await ids.addressOf(page);
    if (address === undefined || !isReferenceTo(page, "post")) continue;
    const facts = await pages.readForList(page, address, request);
    if (facts !== undefined) posts.push(toPost(facts, site));
  }
  return posts;
}

/** @throws {SourceError} if the address of the page is lost; the page may still exist */
async function readPage(
  { site, ids, pages }: Reading,
  reference: Reference<"post" | "tag">,
  request: RequestOptions,
): Promise<ReadPage | undefined> {
  if (!isReferenceTo(reference, "post")) return undefined;
  const address = await ids.addressOf(reference);
  if (address === undefined)
    throw new SourceError(`the address of ${reference} is no longer known`, {
      ...{ site: site.name, fault: "outage", retryable: true },
    });
  return await pages.read(reference, address, request);
}
