import type { Addresses } from "./addresses.ts";
import type { Blog } from "./blog.ts";
import type { BlogComment, BlogPost, BlogTerm, BlogUser } from "./records.ts";

/** Writes records as the API shows them to visitors. */
export class Presenter {
  readonly #blog: Blog;
  readonly #at: Addresses;

  constructor(blog: Blog, at: Addresses) {
    this.#blog = blog;
    this.#at = at;
  }

  comment(comment: BlogComment, post: BlogPost): object {
    const up = this.#at.route(`${post.type}s/${post.id}`);
    return {
      id: comment.id,
      post: comment.post,
      parent: comment.parent,
      author: comment.author,
      author_name: comment.authorName,
      author_url: "",
      date: moment(comment.date),
      date_gmt: moment(comment.date),
      content: { rendered: comment.content },
      link: this.#at.ofComment(comment, post),
      status: "approved",
      type: comment.type,
      author_avatar_urls: { "24": avatar(comment), "48": avatar(comment), "96": avatar(comment) },
      meta: [],
      _links: {
        self: [{ href: this.#at.route(`comments/${comment.id}`) }],
        up: [{ embeddable: true, post_type: post.type, href: up }],
      },
    };
  }

  post(post: BlogPost): object {
    const isLocked = post.password !== "";
    const text = { rendered: isLocked ? "" : post.content, protected: isLocked };
    const terms = { categories: [...post.categories], tags: [...post.tags] };
    return {
      id: post.id,
      date: moment(post.date),
      date_gmt: moment(post.date),
      modified: moment(post.modified),
      modified_gmt: moment(post.modified),
      slug: post.slug,
      status: "publish",
      type: post.type,
      link: this.#at.ofPost(post),
      title: { rendered: post.title },
      content: text,
      excerpt: text,
      author: post.author,
      comment_status: post.takesComments ? "open" : "closed",
      sticky: false,
      meta: [],
      ...(post.type === "post" ? terms : {}),
      _links: {
        author: [{ embeddable: true, href: this.#at.route(`users/${post.author}`) }],
        replies: [{ embeddable: true, href: this.#at.route("comments", `post=${post.id}`) }],
      },
    };
  }

  /** Returns the records that `_embed` adds to a post. */
  embedded(post: BlogPost): object {
    const user = this.#blog.users.get(post.author);
    const author = user === undefined || this.#blog.hidesUsers ? noUser : this.user(user);
    const termsOf = (ids: readonly number[]) => ids.flatMap((id) => this.#blog.terms.get(id) ?? []);
    const terms = [termsOf(post.categories), termsOf(post.tags)].map((of) =>
      of.map((term) => this.term(term)),
    );
    return { author: [author], ...(post.type === "post" ? { "wp:term": terms } : {}) };
  }

  user(user: BlogUser): object {
    const { id, name, slug, description } = user;
    return { id, name, url: "", description, link: this.#at.ofUser(user), slug };
  }

  term(term: BlogTerm): object {
    const { id, name, slug, taxonomy } = term;
    return { id, link: this.#at.ofTerm(term), name, slug, taxonomy };
  }
}

const noUser = { code: "rest_user_invalid_id", message: "Invalid user ID.", data: { status: 404 } };

/** In UTC, without saying so, in whole seconds. */
function moment(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19);
}

function avatar({ type, authorName }: BlogComment): string | false {
  return type === "comment" && `http://0.gravatar.com/avatar/${Buffer.from(authorName).toString("hex")}?s=24`;
}
