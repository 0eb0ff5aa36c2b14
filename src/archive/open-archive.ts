import type { Author } from "../forum/author.ts";
import type { Comment } from "../forum/comment.ts";
import type { Post } from "../forum/post.ts";
import type { Reference } from "../forum/reference.ts";
import { openAdapter } from "./adapters.ts";
import { Shelf } from "./shelf.ts";

/** The key-value cache of what the sites said: nothing in it is lost for good when it is gone. */
export interface Archive {
  readonly comments: Shelf<Reference<"comment">, Comment>;
  readonly posts: PostShelf;
  readonly users: Shelf<Reference<"user">, Author>;
  close(): Promise<void>;
}

/** @param url `sqlite:<path>`, `redis://…` or `valkey://…` */
export async function openArchive(url: string, onError: (error: unknown) => void): Promise<Archive> {
  const comments = new Shelf<Reference<"comment">, Comment>("comments", await openAdapter(url), onError);
  const posts = new PostShelf("posts", await openAdapter(url), onError);
  const users = new Shelf<Reference<"user">, Author>("users", await openAdapter(url), onError);
  return {
    comments,
    posts,
    users,
    close: async () => {
      await comments.close();
      await posts.close();
      await users.close();
    },
  };
}

export class PostShelf extends Shelf<Reference<"post" | "tag">, Post> {
  /** Listings leave out a post's opening: one that is already kept stays. */
  override async put(posts: readonly Post[]): Promise<void> {
    const listed = posts.filter((post) => post.opening === undefined);
    const kept = await this.getMany(listed.map((post) => post.reference));
    await super.put(
      posts.map((post) => ({ ...post, opening: post.opening ?? kept.get(post.reference)?.opening })),
    );
  }
}
