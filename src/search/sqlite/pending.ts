import type { Reference } from "../../forum/reference.ts";
import type { DueComment } from "../../forum/search-index.ts";
import type { Connection } from "./connection.ts";

const sql = {
  add: "insert or replace into pending (reference, posted_ms, mark) values (?, ?, ?)",
  addThread: "insert or replace into pending select reference, posted_ms, ? from comments where thread = ?",
  remove: "delete from pending where reference = ?",
  mark: "select mark from pending where reference = ?",
  settle: "delete from pending where reference = ? and mark = ?",
  highest: "select coalesce(max(mark), 0) from pending",
  newest: "select reference, mark from pending order by posted_ms desc limit ?",
};

/** Comments to look at. They are kept in the file, so after a crash between archive and index, the next start catches up. */
export class Pending {
  readonly #connection: Connection;
  #mark: number;

  constructor(connection: Connection) {
    this.#connection = connection;
    // A row left by the last run must not get the same mark again.
    this.#mark = connection.prepare<[], number>(sql.highest).pluck().get() ?? 0;
  }

  nextMark(): number {
    this.#mark += 1;
    return this.#mark;
  }

  add(reference: Reference<"comment">, postedMs: number): void {
    this.#connection.prepare<[string, number, number]>(sql.add).run(reference, postedMs, this.nextMark());
  }

  /** Makes every indexed comment of one thread due. */
  addThread(id: number): void {
    this.#connection.prepare<[number, number]>(sql.addThread).run(this.nextMark(), id);
  }

  remove(reference: Reference<"comment">): void {
    this.#connection.prepare<[string]>(sql.remove).run(reference);
  }

  /** Removes a comment, unless it has become due again meanwhile. */
  settle({ reference, mark }: DueComment): void {
    this.#connection.prepare<[string, number]>(sql.settle).run(reference, mark);
  }

  has(reference: Reference<"comment">, mark: number | undefined): boolean {
    return this.#connection.prepare<[string], number>(sql.mark).pluck().get(reference) === mark;
  }

  newest(limit: number): readonly DueComment[] {
    return this.#connection.prepare<[number], DueComment>(sql.newest).all(limit);
  }
}
