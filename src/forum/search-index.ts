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

/** What commands ask of the index. No text makes any of it fail. */
export interface CommentSearch {
  search(query: CommentQuery): Promise<CommentPage>;
  /** Counts the results of the whole query, wherever its page begins: up to `most`, and for a few milliseconds at most. */
  count(query: CommentQuery, most: number): Promise<CommentCount>;
  /** Comments by the words of their text, author's name and post's title, newest and best first; fewer than two letters give recent ones. */
  suggest(typed: string, limit: number): Promise<readonly Reference<"comment">[]>;
  /** Finds authors by display name or handle, even with small typing errors; most prolific first. */
  findAuthors(typed: string, limit: number): Promise<readonly FoundAuthor[]>;
  /** By the words of the title or the author's name, most commented first. */
  findPosts(typed: string, limit: number): Promise<readonly Reference<"post" | "tag">[]>;
}

/** A comment that the index has to look at; `mark` changes when it has to look again. */
export interface DueComment {
  readonly reference: Reference<"comment">;
  readonly mark: number;
}

/** What a look at due comments found out. Those that became due again meanwhile are left alone. */
interface IndexUpdate {
  readonly due: readonly DueComment[];
  readonly readable: readonly ReadableComment[];
  /** No longer in the archive, or not for readers. */
  readonly gone: readonly Reference<"comment">[];
}

/**
 * The port through which the archive keeps an index of itself. Text is handed over and not kept: results are references. Implemented
 * by search/, which knows nothing of the archive.
 */
export interface SearchIndex extends CommentSearch {
  /** Binds the index to one archive. An index of another archive is emptied. */
  adopt(archiveId: string): Promise<{ readonly isComplete: boolean }>;
  /** All that the archive holds has been named. */
  completeScan(): Promise<void>;
  /**
   * Names comments that the archive is about to write, or that it holds: those the index does not know as they are become due, those
   * not for readers leave it at once. `isDurable`: remembered through a power cut when this resolves.
   */
  expect(comments: readonly Comment[], options: { readonly isDurable: boolean }): Promise<void>;
  /** Newest first; `underway` are left for later. */
  due(limit: number, underway: ReadonlySet<string>): Promise<readonly DueComment[]>;
  /** Takes the comments that `due` gave last. Works in slices of a few milliseconds. */
  update(update: IndexUpdate): Promise<void>;
  notePosts(posts: readonly Post[]): Promise<void>;
  noteAuthors(authors: readonly AuthorNames[]): Promise<void>;
  /** The author's name is not to be found any more; their comments go when the archive drops them. */
  forgetAuthor(author: Reference<"user">): Promise<void>;
  close(): Promise<void>;
}

/** Where there is no index nothing is found. */
export const emptySearch: CommentSearch = {
  search: async () => ({ references: [], next: undefined }),
  count: async () => ({ count: 0, isMore: false }),
  suggest: async () => [],
  findAuthors: async () => [],
  findPosts: async () => [],
};
