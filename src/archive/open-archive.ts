import { type Clock, systemClock } from "../clock.ts";
import type { Author } from "../forum/author.ts";
import type { Body } from "../forum/body.ts";
import type { Post } from "../forum/post.ts";
import type { Profile } from "../forum/profile.ts";
import type { Reference } from "../forum/reference.ts";
import { type CommentSearch, emptySearch, type SearchIndex } from "../forum/search-index.ts";
import { CommentShelf } from "./comment-shelf.ts";
import { forgetAuthor } from "./forget-author.ts";
import { Indexing } from "./indexing.ts";
import { renewAuthor, renewPost, renewProfile, renewProfilePage } from "./old-records.ts";
import type { ProfilePage } from "./profile-page.ts";
import { Records } from "./records.ts";
import { Shelf } from "./shelf.ts";
import { type ArchiveFault, type ArchiveFaultKind, Storage, type StorageWaits } from "./storage.ts";
import { openerOf } from "./storages.ts";

/** The key-value cache of what the sites said. Whatever it loses can be fetched again. */
export interface Archive {
  readonly comments: CommentShelf;
  readonly posts: PostShelf;
  readonly users: Shelf<Reference<"user">, Author>;
  readonly profiles: Shelf<Reference<"user">, Profile>;
  readonly profilePages: Shelf<string, ProfilePage>;
  /** The text in the messages of long comments, so an edit can keep their cuts. Discord has it too. */
  readonly posted: Shelf<string, PostedComment>;
  /** Finds references of `comments` and `posts`. New records can be found after a few moments. */
  readonly search: CommentSearch;
  /** Forgets who an author is. Their writing is in `comments` and `posts`. */
  forgetAuthor(author: Reference<"user">): Promise<void>;
  /** Says why the archive fails; `undefined` while it works. */
  fault(): ArchiveFault | undefined;
  /** Remembers what does not fit into a custom id. */
  readonly records: Pick<Records, "remember" | "recall">;
  /** Resolves when everything written so far can be found. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface PostedComment {
  /** Identifies the mirrored comment: the store's thread and the comment's reference. */
  readonly reference: string;
  /** Contents of the comment's messages, in order. */
  readonly contents: readonly string[];
}

/** Key in `posted` for the messages of a comment in one of the store's threads. */
export function postedKey(threadId: number, comment: Reference<"comment">): string {
  return `${threadId} ${comment}`;
}

/** The index for the archive, and the clock it uses. */
interface IndexedBy {
  readonly index: SearchIndex;
  readonly clock: Clock;
}

export interface ArchiveOptions {
  /** Index that the archive feeds and closes with itself; without one, nothing is found. */
  readonly indexed?: IndexedBy;
  /** Called when the index fails. */
  readonly onError: (error: unknown) => void;
  /** Called when the storage fails, and when it works again. */
  readonly onFault?: (fault: ArchiveFaultKind | undefined, error: unknown) => void;
  readonly waits?: StorageWaits;
}

const usualWaits: StorageWaits = { callMs: 5_000, startMs: 2_000, retryMs: 2_000 };

/**
 * Opens the archive even if its storage cannot be reached; it is then empty until it can.
 * @param url `sqlite:<path>`, `postgres://…`, `redis://…` or `valkey://…`
 */
export async function openArchive(url: string, options: ArchiveOptions): Promise<Archive> {
  const { indexed, onError, onFault = () => undefined, waits = usualWaits } = options;
  const clock = indexed?.clock ?? systemClock;
  // The storage answers in real time, even if the bot's clock runs faster.
  const own = { ...systemClock, now: () => clock.now() };
  const storage = await Storage.open(await openerOf(url), { clock: own, waits, onFault });
  const comments = new CommentShelf(storage, clock);
  const posts = new PostShelf("posts", storage, clock, renewPost);
  const users = new Shelf<Reference<"user">, Author>("users", storage, clock, renewAuthor);
  const profiles = new Shelf<Reference<"user">, Profile>("profiles", storage, clock, renewProfile);
  const profilePages = new Shelf<string, ProfilePage>("profile-pages", storage, clock, renewProfilePage);
  const posted = new Shelf<string, PostedComment>("posted", storage, clock);
  const records = new Records(storage);
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
    fault: () => storage.fault,
    forgetAuthor: (author) => forgetAuthor({ users, profiles, profilePages }, indexed?.index, author),
    search: indexed?.index ?? emptySearch,
    settled: async () => await indexing?.settled(),
    close: async () => {
      await indexing?.stop();
      await indexed?.index.close();
      await storage.close();
    },
  };
}

class PostShelf extends Shelf<Reference<"post" | "tag">, Post> {
  /** Keeps the opening and the number of comments that a listing lacks. A kept opening stays until the post is edited. */
  override async put(posts: readonly Post[]): Promise<void> {
    const isListed = (post: Post) => post.opening === undefined || post.commentCount === undefined;
    const kept = await this.getMany(posts.filter(isListed).map((post) => post.reference));
    await super.put(
      posts.map((post) => ({
        ...post,
        opening: post.opening ?? openingOf(post, kept),
        commentCount: post.commentCount ?? kept.get(post.reference)?.commentCount,
      })),
    );
  }
}

function openingOf(listed: Post, kept: ReadonlyMap<Post["reference"], Post>): Body | undefined {
  const post = kept.get(listed.reference);
  return post?.visibility === listed.visibility && post.editedAtMs === listed.editedAtMs
    ? post.opening
    : undefined;
}
