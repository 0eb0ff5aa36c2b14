import type { CommentRecord, PostRecord } from "loopback-forum/records.ts";
import type { World } from "./world.ts";

/** Adds a post with this many comments by one author, one per minute. */
export function busyPost(
  { forum }: World,
  count: number,
  given: Partial<CommentRecord> = {},
): { readonly post: PostRecord; readonly url: string; readonly ids: readonly string[] } {
  const post = forum.addPost({ title: "Busy", html: "<p>x</p>", author: "Ines Okonkwo" });
  const ids = Array.from(
    { length: count },
    (_, index) =>
      forum.addComment({
        postId: post._id,
        html: `<p>Number ${index}.</p>`,
        author: "Tobias Rehn",
        postedAt: new Date(Date.UTC(2025, 0, 1, 0, index)).toISOString(),
        ...given,
      })._id,
  );
  return { post, ids, url: `https://www.lesswrong.com/posts/${post._id}` };
}
