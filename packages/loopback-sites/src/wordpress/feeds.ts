import type { ListedComment } from "../feed/feed-content.ts";
import { contentTypes, writeFeed } from "../feed/write-feed.ts";
import type { SiteAnswer } from "../http/site-request.ts";
import type { Addresses } from "./addresses.ts";
import type { Blog } from "./blog.ts";
import type { BlogComment, BlogPost } from "./records.ts";

/** WordPress's default length of a feed. */
const mostListed = 10;
const passwordForm =
  '<form action="/wp-login.php?action=postpass" class="post-password-form" method="post"></form>';

/** The feeds of a blog's comments, which stay public when the API is closed. */
export class Feeds {
  readonly #blog: Blog;
  readonly #at: Addresses;

  constructor(blog: Blog, at: Addresses) {
    this.#blog = blog;
    this.#at = at;
  }

  /** Answers with the newest comments of a post, or of the whole blog. */
  answer(post: BlogPost | undefined): SiteAnswer {
    const all = [...this.#blog.comments.values()].filter(
      (comment) => comment.status === "approved" && (post === undefined || comment.post === post.id),
    );
    const newest = all.sort((a, b) => b.date - a.date || b.id - a.id).slice(0, mostListed);
    const link = post === undefined ? this.#at.home : this.#at.ofPost(post);
    const comments = newest.flatMap((comment) => this.#listed(comment) ?? []);
    const title = post === undefined ? "Comments for A blog" : `Comments on: ${post.title}`;
    const body = writeFeed("rss", { title, link, self: `${link}feed/`, ttl: undefined, comments });
    return { headers: { "content-type": contentTypes.rss }, body };
  }

  #listed(comment: BlogComment): ListedComment | undefined {
    const post = this.#blog.posts.get(comment.post);
    if (post?.status !== "publish") return undefined;
    const parent = this.#blog.comments.get(comment.parent);
    const link = this.#at.ofComment(comment, post);
    const answered = parent === undefined ? this.#at.ofPost(post) : this.#at.ofComment(parent, post);
    return {
      guid: link,
      link,
      title: `By: ${comment.authorName}`,
      author: comment.authorName,
      html: post.password === "" ? comment.content : passwordForm,
      atMs: comment.date * 1000,
      editedAtMs: undefined,
      // The name of whoever wrote it is there even if the comment is not public.
      answers: { guid: answered, link: answered, author: parent?.authorName },
    };
  }
}
