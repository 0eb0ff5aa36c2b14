import type { CommentRecord, PostRecord, UserRecord } from "./records.ts";

export interface AddedComment {
  readonly post: number;
  readonly parent?: number;
  readonly body?: string;
  readonly document?: object;
  readonly name?: string;
  readonly handle?: string | null;
}

/** The content of a publication, changed as its authors, readers and moderators would change it. */
export class PublicationContent {
  readonly posts = new Map<number, PostRecord>();
  readonly comments = new Map<number, CommentRecord>();
  /** True if the publication switched likes off. */
  hidesLikes = false;
  /** True if visitors get empty trees, as on some publications. */
  withholdsComments = false;
  readonly #users = new Map<string, UserRecord>();
  readonly #now: () => number;
  /** Ids are shared by all publications, and far above what 28 bits hold. */
  #lastId = 300_000_000;

  constructor(now: () => number) {
    this.#now = now;
  }

  addPost({
    title,
    ...given
  }: Partial<Omit<PostRecord, "id" | "date">> & { readonly title: string }): number {
    const id = this.#nextId();
    this.posts.set(id, {
      slug: `${title.toLowerCase().replace(/[^a-z0-9]+/g, "-")}-${id}`,
      subtitle: "",
      html: "<p>Opening words.</p>",
      type: "newsletter",
      audience: "everyone",
      whoMayComment: "everyone",
      ...given,
      ...{ id, title, date: this.#date() },
    });
    return id;
  }

  addComment({ post, parent, body = "Words.", document, name = "Carol", handle }: AddedComment): number {
    const id = this.#nextId();
    const comment: CommentRecord = {
      ...{ id, post, parent, body, user: this.#user(name, handle) },
      ...{ date: this.#date(), edited: null, state: "published", likes: 0 },
      ...(document === undefined ? {} : { document }),
    };
    this.comments.set(id, comment);
    return id;
  }

  post(id: number): PostRecord {
    const post = this.posts.get(id);
    if (post === undefined) throw new Error(`no post ${id}`);
    return post;
  }

  comment(id: number): CommentRecord {
    const comment = this.comments.get(id);
    if (comment === undefined) throw new Error(`no comment ${id}`);
    return comment;
  }

  edit(id: number, body: string): void {
    Object.assign(this.comment(id), { body, edited: this.#date() });
  }

  /** Deletes a comment as its author can. It stays in the tree only while there are answers to it. */
  delete(id: number): void {
    this.comment(id).state = "gone";
  }

  moderate(id: number, state: CommentRecord["state"]): void {
    this.comment(id).state = state;
  }

  answersTo(post: number, parent: number | undefined): readonly CommentRecord[] {
    return [...this.comments.values()].filter((each) => each.post === post && each.parent === parent);
  }

  #user(name: string, handle: string | null = name.toLowerCase()): UserRecord {
    const user = this.#users.get(name) ?? { id: 40 + this.#users.size, name, handle };
    this.#users.set(name, user);
    return user;
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  #date(): string {
    return new Date(this.#now()).toISOString();
  }
}
