import { setImmediate as yieldToOthers } from "node:timers/promises";
import type { AuthorNames } from "../forum/author.ts";
import type { Comment } from "../forum/comment.ts";
import type {
  CommentCount,
  CommentPage,
  CommentQuery,
  FoundAuthor,
  ReadableComment,
} from "../forum/comment-search.ts";
import type { Post } from "../forum/post.ts";
import type { Reference } from "../forum/reference.ts";
import { Authors } from "./authors.ts";
import { CommentWriter, wholeMs } from "./comment-writer.ts";
import type { Connection } from "./connection.ts";
import { findByTime } from "./find-by-time.ts";
import { findRelevant } from "./find-relevant.ts";
import { findTop } from "./find-top.ts";
import { currentFolding, type Folding, foldingOf } from "./foldings.ts";
import type { Found } from "./found.ts";
import { Pending } from "./pending.ts";
import { matchOf, planSearch, type SearchPlan } from "./plan-search.ts";
import { Posts } from "./posts.ts";
import { Slots } from "./slots.ts";
import { suggest } from "./suggest.ts";
import { createTables, dropTables, readFact, writeFact } from "./tables.ts";
import { UnfinishedWalks } from "./unfinished-walks.ts";
import { walk } from "./walk.ts";

/** How long writing may hold up other work. */
const sliceMs = 8;
/** Half of the time for a look-up. */
const searchMs = 25;
const suggestMs = 8;
/** The longest time for a count, which matters less than the results. */
const countMs = 8;

export type Due = Readonly<{ reference: Reference<"comment">; mark: number }>;
export type Update = Readonly<{
  due: readonly Due[];
  readable: readonly ReadableComment[];
  gone: readonly Reference<"comment">[];
}>;

interface IndexFileOptions {
  readonly shardCapacity?: number;
  readonly searchMs?: number;
}

/**
 * An index of the archive in its own SQLite file. Implements the port forum/search-index.ts, which says what its methods promise.
 */
export class SearchIndexFile {
  readonly #writer: Connection;
  readonly #reader: Connection;
  readonly #options: IndexFileOptions;
  /** The folding with which the file was made. */
  readonly #folding: Folding;
  readonly #authors: Authors;
  readonly #posts: Posts;
  readonly #slots: Slots;
  readonly #walks = new UnfinishedWalks();
  #comments: CommentWriter;
  #pending: Pending;

  constructor(writer: Connection, reader: Connection, options: IndexFileOptions = {}) {
    this.#writer = writer;
    this.#reader = reader;
    this.#options = options;
    this.#folding = foldingOf(readFact(writer.db, "folding"));
    this.#authors = new Authors(reader, this.#folding);
    this.#posts = new Posts(reader, this.#folding);
    this.#slots = new Slots(reader);
    this.#comments = new CommentWriter(writer, this.#folding, options.shardCapacity);
    this.#pending = new Pending(writer);
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
      this.#commit();
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

  async completeScan(): Promise<void> {
    writeFact(this.#writer.db, "complete", String(this.archiveId));
  }

  async expect(comments: readonly Comment[], { isDurable }: { readonly isDurable: boolean }): Promise<void> {
    await this.#inSlices(comments, (comment) => {
      if (comment.visibility !== "visible") {
        this.#comments.remove(comment.reference);
        this.#pending.remove(comment.reference);
      } else if (!this.#comments.isCurrent(comment)) {
        this.#pending.add(comment.reference, wholeMs(comment.postedAtMs));
      }
    });
    if (isDurable) this.#commitDurably();
    else this.#commit();
  }

  async due(limit: number, underway: ReadonlySet<string>): Promise<readonly Due[]> {
    return this.#pending
      .newest(limit + underway.size)
      .filter(({ reference }) => !underway.has(reference))
      .slice(0, limit);
  }

  async update({ due, readable, gone }: Update): Promise<void> {
    const marks = new Map(due.map(({ reference, mark }) => [reference, mark]));
    const isDue = (reference: Reference<"comment">) => this.#pending.has(reference, marks.get(reference));
    const inOrder = readable.toSorted(
      (a, b) => wholeMs(a.comment.postedAtMs) - wholeMs(b.comment.postedAtMs),
    );
    await this.#inSlices(inOrder, (each) => {
      if (isDue(each.comment.reference)) this.#comments.put(each);
    });
    const { best } = this.#comments;
    await this.#inSlices(best.gathered(), (each) => best.write(each));
    await this.#inSlices(gone, (reference) => {
      if (isDue(reference)) this.#comments.remove(reference);
    });
    await this.#inSlices(due, (each) => this.#pending.settle(each));
    this.#begin();
    if (this.#comments.shards.splitOne(this.#pending.nextMark())) this.#writer.forget();
    this.#commit();
  }

  async notePosts(posts: readonly Post[]): Promise<void> {
    await this.#inSlices(posts, (post) => {
      const { id, isRetitled } = this.#comments.posts.note(post);
      if (isRetitled) this.#pending.addThread(id);
    });
    this.#commit();
  }

  async noteAuthors(authors: readonly AuthorNames[]): Promise<void> {
    await this.#inSlices(authors, (author) => this.#comments.authors.note(author));
    this.#commit();
  }

  async forgetAuthor(author: Reference<"user">): Promise<void> {
    await this.#inSlices([author], (reference) => this.#comments.authors.forget(reference));
    this.#commitDurably();
  }

  async search(query: CommentQuery): Promise<CommentPage> {
    const plan = this.#plan(query);
    if (plan === undefined || query.limit < 1) return { references: [], next: undefined };
    const options = {
      after: query.after,
      limit: query.limit,
      deadline: performance.now() + (this.#options.searchMs ?? searchMs),
    };
    let found: Found;
    switch (query.sort) {
      case "relevance":
        found = findRelevant(this.#reader, plan, options);
        break;
      case "top":
        found = findTop(this.#reader, plan, this.#walks, options);
        break;
      case "newest":
        found = findByTime(this.#reader, plan, options, "down");
        break;
      case "oldest":
        found = findByTime(this.#reader, plan, options, "up");
        break;
    }
    return { references: found.hits.map(({ reference }) => reference), next: found.next };
  }

  async count(query: CommentQuery, most: number): Promise<CommentCount> {
    const plan = this.#plan(query);
    if (plan === undefined) return { count: 0, isMore: false };
    const { hits, restFrom } = walk(this.#reader, matchOf(plan), plan.bounds, {
      direction: "down",
      limit: most + 1,
      deadline: performance.now() + countMs,
    });
    return { count: Math.min(hits.length, most), isMore: hits.length > most || restFrom !== undefined };
  }

  async suggest(typed: string, limit: number): Promise<readonly Reference<"comment">[]> {
    const deadline = performance.now() + suggestMs;
    const options = { folding: this.#folding, limit, deadline };
    return suggest(this.#reader, this.#authors, typed, options).map(({ reference }) => reference);
  }

  async findAuthors(typed: string, limit: number): Promise<readonly FoundAuthor[]> {
    return this.#authors.search(typed, limit);
  }

  async findPosts(typed: string, limit: number): Promise<readonly Reference<"post" | "tag">[]> {
    return this.#posts.search(typed, limit);
  }

  async close(): Promise<void> {
    this.closeNow();
  }

  closeNow(): void {
    this.#commit();
    this.#writer.close();
    if (this.#reader !== this.#writer) this.#reader.close();
  }

  #plan(query: CommentQuery): SearchPlan | undefined {
    const [authors, posts, folding] = [this.#authors, this.#posts, this.#folding];
    return planSearch(query, { authors, posts, folding, spill: this.#slots.spill() });
  }

  async #inSlices<T>(items: readonly T[], write: (item: T) => void): Promise<void> {
    let sinceMs = performance.now();
    for (const item of items) {
      if (performance.now() - sinceMs > sliceMs) {
        await yieldToOthers();
        sinceMs = performance.now();
      }
      // Others may have committed meanwhile.
      this.#begin();
      try {
        write(item);
      } catch (error) {
        this.#rollback();
        throw error;
      }
    }
  }

  // Due comments stay due, so the next look repeats the lost writes.
  #rollback(): void {
    if (this.#writer.db.inTransaction) this.#writer.db.exec("rollback");
    this.#comments.shards.reload();
    this.#comments.best.forget();
  }

  #begin(): void {
    if (!this.#writer.db.inTransaction) this.#writer.db.exec("begin immediate");
  }

  #commit(): void {
    if (this.#writer.db.inTransaction) this.#writer.db.exec("commit");
  }

  #commitDurably(): void {
    this.#commit();
    this.#writer.db.pragma("synchronous = FULL");
    // Syncing the log makes everything before it durable too.
    this.#begin();
    writeFact(this.#writer.db, "synced", performance.timeOrigin + performance.now());
    this.#commit();
    this.#writer.db.pragma("synchronous = NORMAL");
  }
}
