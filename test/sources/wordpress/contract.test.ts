import { describeContract, type SourceWorld } from "../contract.ts";
import { openBlog } from "./world.ts";

describeContract({ name: "WordPress", open: openWorld });

async function openWorld(): Promise<SourceWorld> {
  const { wordpress, blog, source, pass } = await openBlog();
  const commentIn = (address: string) => Number(/#comment-(\d+)/.exec(address)?.[1] ?? 0);
  const postAt = (address: string) =>
    [...blog.posts.keys()].find((id) => address.startsWith(wordpress.addressOf(id))) ?? 0;
  return {
    source,
    addPost(title) {
      // Polls do not list the posts each time.
      pass(10 * 60_000);
      return wordpress.addressOf(blog.addPost({ title }).id);
    },
    addComment(to, text) {
      pass(1_000);
      const post = postAt(to);
      const { id } = blog.addComment({ post, parent: commentIn(to), content: `<p>${text}</p>\n` });
      return wordpress.addressOf(post, id);
    },
    edit: (comment, text) => blog.editComment(commentIn(comment), `<p>${text}</p>\n`),
    delete: (comment) => blog.purge(commentIn(comment)),
    holdBack: (comment) => blog.moderate(commentIn(comment), "hold"),
    requests: () => wordpress.site.requests.length,
    [Symbol.asyncDispose]: () => wordpress.close(),
  };
}
