import type { Post } from "../../forum/post.ts";
import { type Reference, referenceId } from "../../forum/reference.ts";
import type { RequestOptions } from "../source.ts";
import type { Reading } from "./ask.ts";
import { toPost } from "./convert-post.ts";
import { farEnd, longestSkip, orders, placesOf, reachesEnd, type Terms } from "./lists.ts";
import * as operations from "./operations.ts";

/**
 * Reads the newest posts of a tag or of the whole site that a visitor may see, newest first, with one request unless some are
 * hidden.
 */
export async function readPosts(
  { site, ask }: Reading,
  of: Reference<"tag"> | "site",
  { limit, ...request }: RequestOptions & { readonly limit: number },
): Promise<readonly Post[]> {
  const terms: Terms = {
    view: "new",
    ...(of === "site" ? {} : { filterSettings: requiring(referenceId(of)) }),
  };
  const posts = new Map<string, Post>();
  for (let offset = 0; posts.size < limit && offset <= longestSkip; ) {
    const variables = { posts: { ...terms, limit, offset }, end: farEnd(terms, orders.oldest) };
    const { posts: page, end } = await ask(operations.readPosts, variables, request);
    for (const raw of page.results) {
      const post = toPost(raw, site);
      if (post.visibility === "visible") posts.set(post.reference, post);
    }
    if (reachesEnd(page, end)) break;
    offset += placesOf(page) === 0 ? limit : placesOf(page);
  }
  return [...posts.values()].slice(0, limit);
}

function requiring(tagId: string): Terms {
  return { personalBlog: "Default", tags: [{ tagId, filterMode: "Required" }] };
}
