import { existsSync, renameSync } from "node:fs";
import type { AuthorNames } from "../../forum/author.ts";
import type { Comment } from "../../forum/comment.ts";
import type { CommentCount, CommentPage, CommentQuery, FoundAuthor } from "../../forum/comment-search.ts";
import type { Post } from "../../forum/post.ts";
import type { Reference } from "../../forum/reference.ts";
import type { DueComment, IndexUpdate, SearchIndex } from "../../forum/search-index.ts";
import type { SearchIndexFile } from "./search-index-file.ts";

/** The two files, and the function that opens one. */
export interface RenewedFiles {
  readonly path: string;
  /** Path of the file that replaces the other once it holds everything. */
  readonly nextPath: string;
  readonly open: (path: string) => SearchIndexFile;
}

/**
 * An index with an older folding that answers while a new one is built beside it. Both receive everything written meanwhile. The
 * new one replaces the old one, and takes its name, once it holds the whole archive. If the process ends first, the next start
 * continues.
 */
export class RenewingIndex implements SearchIndex {
  readonly #files: RenewedFiles;
  readonly #writes = new Set<Promise<void>>();
  #old: SearchIndexFile | undefined;
  #next: SearchIndexFile;
  /** The index whose due comments are being indexed. */
  #turn: SearchIndexFile;

  constructor(old: SearchIndexFile, files: RenewedFiles) {
    this.#files = files;
    this.#old = old;
    this.#next = files.open(files.nextPath);
    this.#turn = this.#next;
  }

  async adopt(archiveId: string): Promise<{ readonly isComplete: boolean }> {
    // Comments of another archive must no longer be found.
    if (this.#old !== undefined && this.#old.archiveId !== archiveId) await this.#replace();
    return await this.#next.adopt(archiveId);
  }

  async completeScan(archiveId: string): Promise<void> {
    await this.#next.completeScan(archiveId);
  }

  async expect(comments: readonly Comment[], options: { readonly isDurable: boolean }): Promise<void> {
    await this.#write((index) => index.expect(comments, options));
  }

  async notePosts(posts: readonly Post[]): Promise<void> {
    await this.#write((index) => index.notePosts(posts));
  }

  async noteAuthors(authors: readonly AuthorNames[]): Promise<void> {
    await this.#write((index) => index.noteAuthors(authors));
  }

  async forgetAuthor(author: Reference<"user">): Promise<void> {
    await this.#write((index) => index.forgetAuthor(author));
  }

  /** Serves the old index first, because it has only new comments to index. */
  async due(limit: number, underway: ReadonlySet<string>): Promise<readonly DueComment[]> {
    const ofOld = (await this.#old?.due(limit, underway)) ?? [];
    if (this.#old !== undefined && ofOld.length > 0) {
      this.#turn = this.#old;
      return ofOld;
    }
    const due = await this.#next.due(limit, underway);
    if (due.length === 0 && this.#next.isComplete) await this.#replace();
    this.#turn = this.#next;
    return due;
  }

  /** Indexes the comments that `due` returned last. */
  async update(update: IndexUpdate): Promise<void> {
    await this.#counted(this.#turn.update(update));
  }

  async search(query: CommentQuery): Promise<CommentPage> {
    return await this.#answering().search(query);
  }

  async count(query: CommentQuery, most: number): Promise<CommentCount> {
    return await this.#answering().count(query, most);
  }

  async suggest(typed: string, limit: number): Promise<readonly Reference<"comment">[]> {
    return await this.#answering().suggest(typed, limit);
  }

  async findAuthors(typed: string, limit: number): Promise<readonly FoundAuthor[]> {
    return await this.#answering().findAuthors(typed, limit);
  }

  async findPosts(typed: string, limit: number): Promise<readonly Reference<"post" | "tag">[]> {
    return await this.#answering().findPosts(typed, limit);
  }

  async close(): Promise<void> {
    this.#old?.closeNow();
    this.#next.closeNow();
  }

  #answering(): SearchIndexFile {
    return this.#old ?? this.#next;
  }

  async #write(write: (index: SearchIndexFile) => Promise<void>): Promise<void> {
    await this.#counted(
      (async () => {
        await write(this.#next);
        if (this.#old !== undefined) await write(this.#old);
      })(),
    );
  }

  async #counted(write: Promise<void>): Promise<void> {
    this.#writes.add(write);
    try {
      await write;
    } finally {
      this.#writes.delete(write);
    }
  }

  /** Replaces the old index without a pause once nothing is being written, so no search comes in between. */
  async #replace(): Promise<void> {
    while (this.#writes.size > 0) await Promise.allSettled(this.#writes);
    const { path, nextPath, open } = this.#files;
    if (this.#old === undefined) return;
    this.#old.closeNow();
    this.#next.closeNow();
    try {
      moveOver(nextPath, path);
      this.#old = undefined;
    } catch (error) {
      this.#old = open(path);
      throw error;
    } finally {
      this.#next = open(this.#old === undefined ? path : nextPath);
      this.#turn = this.#next;
    }
  }
}

/**
 * Moves a database; both must be closed.
 * @throws {Error} while another process has one open
 */
function moveOver(from: string, to: string): void {
  for (const path of [from, to])
    if (existsSync(`${path}-wal`)) throw new Error(`${path} is still open elsewhere`);
  renameSync(from, to);
}
