import type { Post } from "../../forum/post.ts";
import type { Reference } from "../../forum/reference.ts";
import type { RequestOptions } from "../source.ts";
import type { Reading } from "./ask.ts";
import { askForPublicList, longestPage } from "./ask-for-list.ts";
import { toPost } from "./convert-post.ts";
import { listIn } from "./list-reference.ts";
import { listedPost, rawPost } from "./records.ts";

/** Lists the newest posts of the blog, a category, a tag or an author. */
export async function readPosts(
  reading: Reading,
  of: Reference<"tag"> | "site",
  { limit, ...request }: RequestOptions & { readonly limit: number },
): Promise<readonly Post[]> {
  const posts: Post[] = [];
  const per_page = Math.min(limit, longestPage);
  const query = { ...listedPost, ...narrowed(of), per_page };
  for (let page = 1; posts.length < limit; page += 1) {
    const asked = { route: "posts", query, shape: rawPost, page };
    const list = await askForPublicList(reading, asked, request);
    posts.push(...list.records.map((raw) => toPost(raw, reading.site)));
    if (list.isLast) break;
  }
  return posts.slice(0, limit).filter(({ visibility }) => visibility === "visible");
}

/** A category's page on the blog also shows the posts of the categories below it. */
function narrowed(of: Reference<"tag"> | "site"): Readonly<Record<string, string>> {
  if (of === "site") return {};
  const { of: parameter, id } = listIn(of);
  return parameter === "categories"
    ? { "categories[terms]": id, "categories[include_children]": "true" }
    : { [parameter]: id };
}
