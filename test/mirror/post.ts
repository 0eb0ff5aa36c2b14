import type { Post } from "../../src/forum/post.ts";

/** Makes a visible post with all fields filled in; tests give only the fields that matter to them. */
export function postOf(id: string, fields: Partial<Post> = {}): Post {
  return {
    reference: `lesswrong:post:${id}`,
    title: "A post",
    author: undefined,
    coauthors: [],
    postedAtMs: 0,
    editedAtMs: undefined,
    opening: undefined,
    scores: { lesswrong: 1 },
    commentCount: 1,
    tags: [],
    isQuickTakesPage: false,
    isClosed: false,
    visibility: "visible",
    path: `/posts/${id}`,
    plainPath: `/posts/${id}`,
    ...fields,
  };
}
