import { type Clock, systemClock } from "../clock.ts";
import type { Author } from "../forum/author.ts";
import type { Post } from "../forum/post.ts";
import type { Profile } from "../forum/profile.ts";
import type { Reference } from "../forum/reference.ts";
import { openAdapter } from "./adapters.ts";
import { CommentShelf } from "./comment-shelf.ts";
import { discardUnreadable } from "./discard-unreadable.ts";
import { forgetAuthor } from "./forget-author.ts";
import { Indexing } from "./indexing.ts";
import type { ProfilePage } from "./profile-page.ts";
import { Records } from "./records.ts";
import { type CommentSearch, emptySearch, type SearchIndex } from "./search.ts";
import { Shelf } from "./shelf.ts";

/** The key-value cache of what the sites said: nothing in it is lost for good when it is gone. */
export interface Archive {
  readonly comments: CommentShelf;
  readonly posts: PostShelf;
  readonly users: Shelf<Reference<"user">, Author>;
  readonly profiles: Shelf<Reference<"user">, Profile>;
  readonly profilePages: Shelf<string, ProfilePage>;
  /** What the messages of long comments say, so that an edit can keep their cuts; Discord has it too. */
  readonly posted: Shelf<string, PostedComment>;
  /** Finds what `comments` and `posts` then give by reference; what is written now is found some moments later. */
  readonly search: CommentSearch;
  /** Forgets who an author is; what they wrote are records of `comments` and `posts`. */
  forgetAuthor(author: Reference<"user">): Promise<void>;
  /** What does not fit into a custom id. */
  readonly records: Pick<Records, "remember" | "recall">;
  /** Resolves when all that has been written can be found. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface PostedComment {
  /** Of the mirrored comment: the store's thread and the comment's reference. */
  readonly reference: string;
  /** Contents of its messages, in order. */
  readonly contents: readonly string[];
}

/** Who keeps the archive findable, and by which clock. */
export interface IndexedBy {
  readonly index: SearchIndex;
  readonly clock: Clock;
}

/**
 * @param url `sqlite:<path>`, `redis://…` or `valkey://…`
 * @param indexed the archive closes this index with itself; without one nothing is found
 */
export async function openArchive(
  url: string,
  onError: (error: unknown) => void,
  indexed?: IndexedBy,
): Promise<Archive> {
  const clock = indexed?.clock ?? systemClock;
  discardUnreadable(url, onError);
  const comments = new CommentShelf(
    { comments: await openAdapter(url), histories: await openAdapter(url) },
    clock,
    onError,
  );
  const posts = new PostShelf("posts", await openAdapter(url), clock, onError);
  const users = new Shelf<Reference<"user">, Author>("users", await openAdapter(url), clock, onError);
  const profiles = new Shelf<Reference<"user">, Profile>("profiles", await openAdapter(url), clock, onError);
  const profilePages = new Shelf<string, ProfilePage>(
    "profile-pages",
    await openAdapter(url),
    clock,
    onError,
  );
  const posted = new Shelf<string, PostedComment>("posted", await openAdapter(url), clock, onError);
  const records = new Records(await openAdapter(url));
  const shelves = { comments, posts, users };
  const indexing =
    indexed === undefined
      ? undefined
      : new Indexing(shelves, records, indexed.index, { clock: indexed.clock, onError });
  return {
    ...shelves,
    profiles,
    profilePages,
    posted,
    records,
    forgetAuthor: (author) => forgetAuthor({ users, profiles, profilePages }, indexed?.index, author),
    search: indexed?.index ?? emptySearch,
    settled: async () => await indexing?.settled(),
    close: async () => {
      await indexing?.stop();
      await indexed?.index.close();
      await records.close();
      await comments.close();
      await posts.close();
      await users.close();
      await profiles.close();
      await profilePages.close();
      await posted.close();
    },
  };
}

export class PostShelf extends Shelf<Reference<"post" | "tag">, Post> {
  /** Listings leave out a post's opening: one that is already kept stays until the post is edited. */
  override async put(posts: readonly Post[]): Promise<void> {
    const listed = posts.filter((post) => post.opening === undefined);
    const kept = await this.getMany(listed.map((post) => post.reference));
    await super.put(posts.map((post) => ({ ...post, opening: post.opening ?? openingOf(post, kept) })));
  }
}

function openingOf(listed: Post, kept: ReadonlyMap<Post["reference"], Post>): string | undefined {
  const post = kept.get(listed.reference);
  return post?.visibility === listed.visibility && post.editedAtMs === listed.editedAtMs
    ? post.opening
    : undefined;
}
