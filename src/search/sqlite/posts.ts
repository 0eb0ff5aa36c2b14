import type { Post } from "../../forum/post.ts";
import type { Reference } from "../../forum/reference.ts";
import { candidates, type PostReader } from "../find-posts.ts";
import type { Folding } from "../foldings.ts";
import type { Term } from "../question.ts";
import { wholeMs } from "../stamp.ts";
import type { Connection } from "./connection.ts";
import { matchAll } from "./match-expression.ts";

type Thread = Reference<"post" | "tag">;

interface PostRow {
  readonly id: number;
  readonly title: string;
  readonly author: string;
}

const sql = {
  find: "select id, title, author from posts where reference = ?",
  insert: "insert into posts (reference, title, author, posted_ms, comments) values (?, '', '', 0, 0)",
  update: "update posts set title = ?, author = ?, posted_ms = ? where id = ?",
  count: "update posts set comments = comments + ? where id = ?",
  forget: "delete from post_words where rowid = ?",
  index: "insert into post_words (rowid, words) values (cast(? as integer), ?)",
  newest: "select reference from posts where title != '' order by posted_ms desc limit ?",
  matching: `
    select reference from (
      select rowid as id from post_words where post_words match ? order by rowid desc limit ${candidates}
    ) join posts using (id) order by comments desc, posted_ms desc limit ?`,
};

/** Posts known to the index. Those that only a comment names have no title yet. */
export class Posts implements PostReader {
  readonly #connection: Connection;
  readonly #folding: Folding;

  constructor(connection: Connection, folding: Folding) {
    this.#connection = connection;
    this.#folding = folding;
  }

  /** Returns the id for facets, and whether the title has changed. */
  note({ reference, title, author, postedAtMs, visibility }: Post): { id: number; isRetitled: boolean } {
    const id = this.idFor(reference);
    const known = this.#find(reference);
    const shown = visibility === "visible" ? title : "";
    const name = author?.name ?? "";
    if (known?.title === shown && known.author === name) return { id, isRetitled: false };
    this.#connection
      .prepare<[string, string, number, number]>(sql.update)
      .run(shown, name, wholeMs(postedAtMs), id);
    this.#connection.prepare<[number]>(sql.forget).run(id);
    const words = this.#folding.write(`${shown} ${name}`);
    if (shown !== "") this.#connection.prepare<[number, string]>(sql.index).run(id, words);
    return { id, isRetitled: known?.title !== shown };
  }

  /** Returns the id for facets, whether or not the thread is known. */
  idFor(reference: Thread): number {
    const known = this.#find(reference);
    if (known !== undefined) return known.id;
    return Number(this.#connection.prepare<[string]>(sql.insert).run(reference).lastInsertRowid);
  }

  async idOf(reference: Thread): Promise<number | undefined> {
    return this.#find(reference)?.id;
  }

  titleOf(reference: Thread): string {
    return this.#find(reference)?.title ?? "";
  }

  count(id: number, change: 1 | -1): void {
    this.#connection.prepare<[number, number]>(sql.count).run(change, id);
  }

  async newest(limit: number): Promise<readonly Thread[]> {
    const rows = this.#connection.prepare<[number], { reference: Thread }>(sql.newest).all(limit);
    return rows.map(({ reference }) => reference);
  }

  async matching(terms: readonly Term[], limit: number): Promise<readonly Thread[]> {
    const rows = this.#connection
      .prepare<[string, number], { reference: Thread }>(sql.matching)
      .all(matchAll(terms, "words"), limit);
    return rows.map(({ reference }) => reference);
  }

  #find(reference: Thread): PostRow | undefined {
    return this.#connection.prepare<[string], PostRow>(sql.find).get(reference);
  }
}
