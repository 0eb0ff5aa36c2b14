import type { BlogComment, BlogPost, BlogTerm, BlogUser, CommentStatus } from "./records.ts";

type Given<T> = Partial<Omit<T, "id" | "date">>;

/** The content of a blog, changed as its authors, visitors and moderators would change it. */
export class Blog {
  readonly posts = new Map<number, BlogPost>();
  readonly comments = new Map<number, BlogComment>();
  readonly users = new Map<number, BlogUser>();
  readonly terms = new Map<number, BlogTerm>();
  /** True if a plug-in closes the API to visitors. */
  isClosed = false;
  /** True if a plug-in closes the lists of users. */
  hidesUsers = false;
  /** True if a plug-in removes the links in the headers of pages. */
  hidesLinks = false;
  readonly #now: () => number;
  readonly #last = { post: 3, comment: 1, user: 1, term: 1 };

  constructor(now: () => number) {
    this.#now = now;
  }

  addUser({ name, slug = slugOf(name), description = "" }: Given<BlogUser> & { name: string }): BlogUser {
    const user = { id: ++this.#last.user, name, slug, description };
    this.users.set(user.id, user);
    return user;
  }

  addTerm({
    name,
    slug = slugOf(name),
    taxonomy = "category",
    parent = 0,
  }: Given<BlogTerm> & { name: string }): BlogTerm {
    const term = { id: ++this.#last.term, name, slug, taxonomy, parent };
    this.terms.set(term.id, term);
    return term;
  }

  addPost({ title, ...given }: Given<BlogPost> & { title: string }): BlogPost {
    const date = this.#seconds();
    const author = given.author ?? [...this.users.keys()][0] ?? this.addUser({ name: "Alice Example" }).id;
    const post: BlogPost = {
      type: "post",
      slug: this.#freeSlug(slugOf(title)),
      content: "<p>Opening words.</p>\n",
      modified: date,
      status: "publish",
      password: "",
      takesComments: true,
      categories: [],
      tags: [],
      ...given,
      author,
      title,
      id: ++this.#last.post,
      date,
    };
    this.posts.set(post.id, post);
    return post;
  }

  /** `date` is in seconds, to let an imported comment be older than its id. */
  addComment({
    post,
    parent = 0,
    content = "<p>Words.</p>\n",
    date = this.#seconds(),
    ...given
  }: Given<BlogComment> & { post: number; date?: number }): BlogComment {
    const user = this.users.get(given.author ?? 0);
    const comment: BlogComment = {
      author: 0,
      authorName: user?.name ?? "Carol",
      status: "approved",
      type: "comment",
      ...given,
      ...{ id: ++this.#last.comment, post, parent, content, date },
    };
    this.comments.set(comment.id, comment);
    return comment;
  }

  /** Changes nothing but the text; the API gives no sign of it. */
  editComment(id: number, content: string): void {
    this.comment(id).content = content;
  }

  /** Holds a comment back, approves it, or puts it into the spam or the trash. */
  moderate(id: number, status: CommentStatus): void {
    this.comment(id).status = status;
  }

  /** Deletes a comment for good. The answers to it move up to the comment that it answered. */
  purge(id: number): void {
    const { parent } = this.comment(id);
    for (const comment of this.comments.values()) if (comment.parent === id) comment.parent = parent;
    this.comments.delete(id);
  }

  changePost(
    id: number,
    change: Partial<Pick<BlogPost, "title" | "content" | "status" | "password" | "takesComments">>,
  ): void {
    const post = this.posts.get(id);
    if (post === undefined) throw new Error(`no post ${id}`);
    Object.assign(post, change, { modified: this.#seconds() });
  }

  /** Deletes a post for good, with its comments. */
  purgePost(id: number): void {
    this.posts.delete(id);
    for (const comment of [...this.comments.values()])
      if (comment.post === id) this.comments.delete(comment.id);
  }

  comment(id: number): BlogComment {
    const comment = this.comments.get(id);
    if (comment === undefined) throw new Error(`no comment ${id}`);
    return comment;
  }

  #freeSlug(slug: string, number = 2): string {
    const taken = new Set([...this.posts.values()].map((post) => post.slug));
    if (!taken.has(slug)) return slug;
    return taken.has(`${slug}-${number}`) ? this.#freeSlug(slug, number + 1) : `${slug}-${number}`;
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1000);
  }
}

function slugOf(title: string): string {
  const slug = title
    .toLowerCase()
    .replace(/&[^;]*;/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-");
  return slug.replace(/^-|-$/g, "");
}
