import type { AuthorNames } from "./author.ts";
import type { Comment } from "./comment.ts";
import type {
  CommentCount,
  CommentPage,
  CommentQuery,
  FoundAuthor,
  ReadableComment,
} from "./comment-search.ts";
import type { Post } from "./post.ts";
import type { Reference } from "./reference.ts";

/** Searches of the index for commands. No text makes any of them fail. */
export interface CommentSearch {
  search(query: CommentQuery): Promise<CommentPage>;
  /** Counts all results of the query, wherever its page begins: up to `most`, and for a few milliseconds at most. */
  count(query: CommentQuery, most: number): Promise<CommentCount>;
  /**
   * Finds comments by words of their text, author's name or post's title, newest and best first. Fewer than two letters return
   * recent ones.
   */
  suggest(typed: string, limit: number): Promise<readonly Reference<"comment">[]>;
  /** Finds authors by display name or handle, even with small typing errors; most prolific first. */
  findAuthors(typed: string, limit: number): Promise<readonly FoundAuthor[]>;
  /** Finds posts by words of the title or the author's name, most commented first. */
  findPosts(typed: string, limit: number): Promise<readonly Reference<"post" | "tag">[]>;
}

/** A comment that the index must look at. `mark` changes if it must look again. */
export interface DueComment {
  readonly reference: Reference<"comment">;
  readonly mark: number;
}

/** The outcome of a look at due comments. Those that became due again meanwhile are left alone. */
export interface IndexUpdate {
  readonly due: readonly DueComment[];
  readonly readable: readonly ReadableComment[];
  /** No longer in the archive, or not visible to readers. */
  readonly gone: readonly Reference<"comment">[];
}

/**
 * The port through which the archive keeps an index of itself. The index receives text but does not keep it: results are
 * references. Implemented by search/, which knows nothing of the archive.
 */
export interface SearchIndex extends CommentSearch {
  /** Binds the index to one archive. Empties an index of another archive. */
  adopt(archiveId: string): Promise<{ readonly isComplete: boolean }>;
  /** Notes that everything in this archive has been named, unless the index was bound to another one meanwhile. */
  completeScan(archiveId: string): Promise<void>;
  /**
   * Names comments that the archive is about to write, or that it holds. Those that the index does not know in this form become
   * due; those not visible to readers leave it at once. `isDurable`: remembered through a power cut once this resolves.
   */
  expect(comments: readonly Comment[], options: { readonly isDurable: boolean }): Promise<void>;
  /** Newest first; leaves out `underway`. */
  due(limit: number, underway: ReadonlySet<string>): Promise<readonly DueComment[]>;
  /** Indexes the comments that `due` returned last, in slices of a few milliseconds. */
  update(update: IndexUpdate): Promise<void>;
  notePosts(posts: readonly Post[]): Promise<void>;
  noteAuthors(authors: readonly AuthorNames[]): Promise<void>;
  /** Makes the author's name unfindable. Their comments leave when the archive drops them. */
  forgetAuthor(author: Reference<"user">): Promise<void>;
  close(): Promise<void>;
}

/** Finds nothing; used without an index. */
export const emptySearch: CommentSearch = {
  search: async () => ({ references: [], next: undefined }),
  count: async () => ({ count: 0, isMore: false }),
  suggest: async () => [],
  findAuthors: async () => [],
  findPosts: async () => [],
};
