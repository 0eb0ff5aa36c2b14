import type { Post } from "../../forum/post.ts";
import type { Reference } from "../../forum/reference.ts";
import type { RequestOptions } from "../source.ts";
import { toPost } from "./convert-post.ts";
import { listPosts } from "./list-posts.ts";
import type { Reading } from "./reading.ts";
import { isPublic } from "./state.ts";

/** Lists the newest posts of the publication that visitors can read. */
export async function readPosts(
  reading: Reading,
  of: Reference<"tag"> | "site",
  { limit, ...request }: RequestOptions & { readonly limit: number },
): Promise<readonly Post[]> {
  if (of !== "site") return [];
  const posts: Post[] = [];
  for (let offset = 0; posts.length < limit; ) {
    const page = await listPosts(reading, offset, request);
    const shown = page.posts.filter(isPublic).slice(0, limit - posts.length);
    await reading.slugs.keep(shown);
    posts.push(...shown.map((raw) => toPost(raw, reading.site)));
    if (page.isLast) break;
    offset += page.posts.length;
  }
  return posts;
}
