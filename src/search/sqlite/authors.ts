import type { AuthorNames } from "../../forum/author.ts";
import type { Reference } from "../../forum/reference.ts";
import {
  type AuthorReader,
  foldNames,
  type KnownAuthor,
  prolific,
  sharing,
  similar,
} from "../find-authors.ts";
import type { Folding } from "../foldings.ts";
import { gramsOf } from "../typing-errors.ts";
import type { Connection } from "./connection.ts";

const columns = "id, reference, slug as handle, name, folded, comments";

const sql = {
  find: `select ${columns} from authors where reference = ?`,
  insert: "insert into authors (reference, slug, name, folded, comments) values (?, ?, ?, ?, 0)",
  rename: "update authors set slug = ?, name = ?, folded = ? where id = ?",
  count: "update authors set comments = comments + ? where id = ?",
  addGram: "insert or ignore into author_grams (gram, author) values (?, ?)",
  removeGram: "delete from author_grams where gram = ? and author = ?",
  // An index alone answers the inner selects.
  containing: `
    select ${columns} from authors where id in (
      select id from (select id, folded from authors order by comments desc, folded desc limit ${prolific})
      where instr(folded, ?) > 0 limit ?
    ) order by comments desc, id`,
  sharing: `select author from author_grams where gram = ? limit ${sharing}`,
  all: `select ${columns} from authors where id in (select value from json_each(?))`,
};

/** Authors known to the index, with the number of their indexed comments. */
export class Authors implements AuthorReader {
  readonly #connection: Connection;
  readonly #folding: Folding;

  constructor(connection: Connection, folding: Folding) {
    this.#connection = connection;
    this.#folding = folding;
  }

  /** Keeps the newest name. Returns the id for facets. */
  note({ reference, handle, name }: AuthorNames): number {
    const folded = foldNames(this.#folding, name, handle);
    const known = this.#find(reference);
    if (known === undefined) {
      const inserted = this.#connection
        .prepare<[string, string, string, string]>(sql.insert)
        .run(reference, handle, name, folded);
      const id = Number(inserted.lastInsertRowid);
      for (const gram of gramsOf(folded))
        this.#connection.prepare<[string, number]>(sql.addGram).run(gram, id);
      return id;
    }
    if (known.handle !== handle || known.name !== name) {
      for (const gram of gramsOf(known.folded))
        this.#connection.prepare<[string, number]>(sql.removeGram).run(gram, known.id);
      for (const gram of gramsOf(folded))
        this.#connection.prepare<[string, number]>(sql.addGram).run(gram, known.id);
      this.#connection
        .prepare<[string, string, string, number]>(sql.rename)
        .run(handle, name, folded, known.id);
    }
    return known.id;
  }

  /** Removes the name but keeps the number, which outgoing comments may still have. */
  forget(reference: Reference<"user">): void {
    const known = this.#find(reference);
    if (known === undefined) return;
    for (const gram of gramsOf(known.folded))
      this.#connection.prepare<[string, number]>(sql.removeGram).run(gram, known.id);
    this.#connection.prepare<[string, string, string, number]>(sql.rename).run("", "", "", known.id);
  }

  count(id: number, change: 1 | -1): void {
    this.#connection.prepare<[number, number]>(sql.count).run(change, id);
  }

  async idOf(reference: Reference<"user">): Promise<number | undefined> {
    return this.#find(reference)?.id;
  }

  async containing(text: string, limit: number): Promise<readonly KnownAuthor[]> {
    return this.#connection.prepare<[string, number], KnownAuthor>(sql.containing).all(text, limit);
  }

  async sharingMost(grams: readonly string[]): Promise<readonly KnownAuthor[]> {
    const shared = new Map<number, number>();
    const statement = this.#connection.prepare<[string], { author: number }>(sql.sharing);
    for (const gram of grams) {
      for (const { author } of statement.all(gram)) shared.set(author, (shared.get(author) ?? 0) + 1);
    }
    const most = [...shared].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, similar);
    return this.#connection
      .prepare<[string], KnownAuthor>(sql.all)
      .all(JSON.stringify(most.map(([author]) => author)));
  }

  #find(reference: string): KnownAuthor | undefined {
    return this.#connection.prepare<[string], KnownAuthor>(sql.find).get(reference);
  }
}
