import type { AuthorNames } from "../../forum/author.ts";
import type { Comment } from "../../forum/comment.ts";
import type { Post } from "../../forum/post.ts";
import type { Reference } from "../../forum/reference.ts";
import type { DueComment, IndexUpdate, SearchIndex } from "../../forum/search-index.ts";
import { currentFolding, type Folding, foldingOf } from "../foldings.ts";
import { IndexReader } from "../index-reader.ts";
import { wholeMs } from "../stamp.ts";
import { Authors } from "./authors.ts";
import { CommentWriter } from "./comment-writer.ts";
import type { Connection } from "./connection.ts";
import { SqliteMatches } from "./match-reader.ts";
import { Pending } from "./pending.ts";
import { Posts } from "./posts.ts";
import { SlicedWrites } from "./sliced-writes.ts";
import { Slots } from "./slots.ts";
import { createTables, dropTables, readFact, writeFact } from "./tables.ts";

export interface IndexFileOptions {
  /** Comments per shard; tests choose a small number. */
  readonly shardCapacity?: number;
  /** After this time, a search stops at the next shard and returns its results so far; `next` continues from there. */
  readonly searchMs?: number;
}

/** An index of the archive in its own SQLite file: it answers searches and indexes what is written. */
export class SearchIndexFile extends IndexReader implements SearchIndex {
  readonly #writer: Connection;
  readonly #reader: Connection;
  readonly #options: IndexFileOptions;
  /** The folding with which the file was made. */
  readonly #folding: Folding;
  readonly #writes: SlicedWrites;
  #comments: CommentWriter;
  #pending: Pending;

  constructor(writer: Connection, reader: Connection, options: IndexFileOptions = {}) {
    const folding = foldingOf(readFact(writer.db, "folding"));
    const parts = {
      matches: new SqliteMatches(reader),
      authors: new Authors(reader, folding),
      posts: new Posts(reader, folding),
    };
    const slots = new Slots(reader);
    super({ ...parts, spill: async () => slots.spill(), folding }, options.searchMs);
    this.#writer = writer;
    this.#reader = reader;
    this.#options = options;
    this.#folding = folding;
    this.#comments = new CommentWriter(writer, folding, options.shardCapacity);
    this.#pending = new Pending(writer);
    // Due comments stay due, so the next look repeats the lost writes.
    this.#writes = new SlicedWrites(writer, () => {
      this.#comments.shards.reload();
      this.#comments.best.forget();
    });
  }

  /** True if its words are folded as this program folds them. */
  get isCurrent(): boolean {
    return readFact(this.#writer.db, "folding") === currentFolding.version;
  }

  /** `undefined` until it is bound to an archive. */
  get archiveId(): unknown {
    return readFact(this.#writer.db, "archive");
  }

  /** True if everything in its archive has been named to it. */
  get isComplete(): boolean {
    return this.archiveId !== undefined && readFact(this.#writer.db, "complete") === this.archiveId;
  }

  async adopt(archiveId: string): Promise<{ readonly isComplete: boolean }> {
    if (this.archiveId !== archiveId) {
      this.#writes.commit();
      this.#writer.forget();
      this.#reader.forget();
      dropTables(this.#writer.db);
      createTables(this.#writer.db, this.#folding);
      this.#comments = new CommentWriter(this.#writer, this.#folding, this.#options.shardCapacity);
      this.#pending = new Pending(this.#writer);
      writeFact(this.#writer.db, "archive", archiveId);
    }
    return { isComplete: this.isComplete };
  }

  async completeScan(archiveId: string): Promise<void> {
    if (this.archiveId === archiveId) writeFact(this.#writer.db, "complete", archiveId);
  }

  async expect(comments: readonly Comment[], { isDurable }: { readonly isDurable: boolean }): Promise<void> {
    await this.#writes.each(comments, (comment) => {
      if (comment.visibility !== "visible") {
        this.#comments.remove(comment.reference);
        this.#pending.remove(comment.reference);
      } else if (!this.#comments.isCurrent(comment)) {
        this.#pending.add(comment.reference, wholeMs(comment.postedAtMs));
      }
    });
    if (isDurable) this.#writes.commitDurably();
    else this.#writes.commit();
  }

  async due(limit: number, underway: ReadonlySet<string>): Promise<readonly DueComment[]> {
    return this.#pending
      .newest(limit + underway.size)
      .filter(({ reference }) => !underway.has(reference))
      .slice(0, limit);
  }

  async update({ due, readable, gone }: IndexUpdate): Promise<void> {
    const marks = new Map(due.map(({ reference, mark }) => [reference, mark]));
    const isDue = (reference: Reference<"comment">) => this.#pending.has(reference, marks.get(reference));
    const inOrder = readable.toSorted(
      (a, b) => wholeMs(a.comment.postedAtMs) - wholeMs(b.comment.postedAtMs),
    );
    await this.#writes.each(inOrder, (each) => {
      if (isDue(each.comment.reference)) this.#comments.put(each);
    });
    const { best } = this.#comments;
    await this.#writes.each(best.gathered(), (each) => best.write(each));
    await this.#writes.each(gone, (reference) => {
      if (isDue(reference)) this.#comments.remove(reference);
    });
    await this.#writes.each(due, (each) => this.#pending.settle(each));
    this.#writes.begin();
    if (this.#comments.shards.splitOne(this.#pending.nextMark())) this.#writer.forget();
    this.#writes.commit();
  }

  async notePosts(posts: readonly Post[]): Promise<void> {
    await this.#writes.each(posts, (post) => {
      const { id, isRetitled } = this.#comments.posts.note(post);
      if (isRetitled) this.#pending.addThread(id);
    });
    this.#writes.commit();
  }

  async noteAuthors(authors: readonly AuthorNames[]): Promise<void> {
    await this.#writes.each(authors, (author) => this.#comments.authors.note(author));
    this.#writes.commit();
  }

  async forgetAuthor(author: Reference<"user">): Promise<void> {
    await this.#writes.each([author], (reference) => this.#comments.authors.forget(reference));
    this.#writes.commitDurably();
  }

  async close(): Promise<void> {
    this.closeNow();
  }

  closeNow(): void {
    this.#writes.commit();
    this.#writer.close();
    if (this.#reader !== this.#writer) this.#reader.close();
  }
}
