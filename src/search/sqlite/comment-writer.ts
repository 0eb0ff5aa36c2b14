import type { Comment } from "../../forum/comment.ts";
import type { ReadableComment } from "../../forum/comment-search.ts";
import { databaseOf, type Reference } from "../../forum/reference.ts";
import { facetsOf } from "../facets.ts";
import type { Folding } from "../foldings.ts";
import { stampOf, wholeMs, wholeScore } from "../stamp.ts";
import { Authors } from "./authors.ts";
import { BestWriter } from "./best.ts";
import type { Connection } from "./connection.ts";
import { Posts } from "./posts.ts";
import { Shards, shardTable } from "./shards.ts";
import { Slots } from "./slots.ts";

interface KnownComment {
  readonly id: number;
  readonly author: number;
  readonly thread: number;
  readonly posted_ms: number;
  readonly score: number | null;
  readonly stamp: number;
}

const sql = {
  find: "select id, author, thread, posted_ms, score, stamp from comments where reference = ?",
  remove: "delete from comments where id = ?",
  // Not "or replace": its savepoint would make FTS5 write out everything it has gathered, for every single comment.
  keep: `
    insert into comments (id, reference, author, thread, posted_ms, score, length, stamp)
    values (?, ?, ?, ?, ?, ?, ?, ?)`,
  keepScore: "insert into other_scores (comment, site, score) values (?, ?, ?)",
  removeScores: "delete from other_scores where comment = ?",
};

/** Writes comments into the shards and the table beside them. The caller opens the transaction. */
export class CommentWriter {
  readonly authors: Authors;
  readonly posts: Posts;
  readonly shards: Shards;
  readonly best: BestWriter;
  readonly #slots: Slots;
  readonly #connection: Connection;
  readonly #folding: Folding;

  constructor(connection: Connection, folding: Folding, capacity?: number) {
    this.#connection = connection;
    this.#folding = folding;
    this.authors = new Authors(connection, folding);
    this.posts = new Posts(connection, folding);
    this.shards = new Shards(connection, folding.tokenizer, capacity);
    this.best = new BestWriter(connection);
    this.#slots = new Slots(connection);
  }

  /** Returns whether the index holds the comment in this form. */
  isCurrent(comment: Comment): boolean {
    return this.#find(comment.reference)?.stamp === stampOf(comment);
  }

  /**
   * Adds a comment. FTS5 writes best in rising order, so sort what is added together by time, and write what `best` has gathered at
   * the end.
   */
  put({ comment, text }: ReadableComment): void {
    const stamp = stampOf(comment);
    const known = this.#find(comment.reference);
    const postedMs = wholeMs(comment.postedAtMs);
    const id = known?.posted_ms === postedMs ? known.id : this.#slots.take(postedMs, stamp);
    if (known !== undefined) this.#withdraw(known);
    const author = comment.author === undefined ? 0 : this.authors.note(comment.author);
    const thread = this.posts.idFor(comment.thread);
    const shard = this.shards.forNew(id);
    const words = this.#folding.write(text);
    const title = this.posts.titleOf(comment.thread);
    const names = this.#folding.write(`${comment.author?.name ?? ""} ${title}`);
    const facets = facetsOf(comment, { author, thread }, this.#folding.facets);
    const table = shardTable(shard);
    this.#connection
      .prepare(`insert into ${table} (rowid, text, names, facets) values (cast(? as integer), ?, ?, ?)`)
      .run(id, words, names, facets);
    this.shards.count(shard, 1);
    const { [databaseOf(comment.reference)]: ownScore, ...otherScores } = comment.scores;
    const score = wholeScore(ownScore);
    this.#connection
      .prepare(sql.keep)
      .run(id, comment.reference, author, thread, postedMs, score, text.length, stamp);
    for (const [site, other] of Object.entries(otherScores))
      this.#connection.prepare(sql.keepScore).run(id, site, wholeScore(other));
    this.best.put({ id, score: score ?? 0, text: words, names, facets });
    this.authors.count(author, 1);
    this.posts.count(thread, 1);
  }

  /** Removes a comment; a missing one is not an error. */
  remove(reference: Reference<"comment">): void {
    const known = this.#find(reference);
    if (known !== undefined) this.#withdraw(known);
  }

  #withdraw(known: KnownComment): void {
    const shard = this.shards.of(known.id);
    const removed = this.#connection
      .prepare<[number]>(`delete from ${shardTable(shard)} where rowid = cast(? as integer)`)
      .run(known.id);
    // After a split, the words are not there yet.
    if (removed.changes > 0) this.shards.count(shard, -1);
    this.best.remove(known.id, known.score);
    this.#connection.prepare<[number]>(sql.remove).run(known.id);
    this.#connection.prepare<[number]>(sql.removeScores).run(known.id);
    this.authors.count(known.author, -1);
    this.posts.count(known.thread, -1);
  }

  #find(reference: string): KnownComment | undefined {
    return this.#connection.prepare<[string], KnownComment>(sql.find).get(reference);
  }
}
