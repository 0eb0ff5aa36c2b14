import type { AuthorNames } from "../forum/author.ts";
import type { FoundAuthor } from "../forum/comment-search.ts";
import type { Reference } from "../forum/reference.ts";
import { isFoundInParts } from "../text/folding/scripts.ts";
import type { Connection } from "./connection.ts";
import type { Folding } from "./foldings.ts";
import { gramsOf, typingErrors } from "./typing-errors.ts";

interface AuthorRow {
  readonly id: number;
  readonly reference: Reference<"user">;
  readonly slug: string;
  readonly name: string;
  readonly folded: string;
  readonly comments: number;
}

/** Enough authors to find the one meant by one or two letters, without reading all of them. */
const prolific = 5000;
/** The most authors looked at for each three letters that they share with the typed text. */
const sharing = 1000;
/** The most authors, those that share most, to compare letter by letter. */
const similar = 100;
const longestTyped = 60;

const sql = {
  find: "select * from authors where reference = ?",
  insert: "insert into authors (reference, slug, name, folded, comments) values (?, ?, ?, ?, 0)",
  rename: "update authors set slug = ?, name = ?, folded = ? where id = ?",
  count: "update authors set comments = comments + ? where id = ?",
  addGram: "insert or ignore into author_grams (gram, author) values (?, ?)",
  removeGram: "delete from author_grams where gram = ? and author = ?",
  // An index alone answers the inner selects.
  beginning: `
    select * from authors where id in (
      select id from (select id, folded from authors order by comments desc, folded desc limit ${prolific})
      where instr(folded, ?) > 0 limit ?
    ) order by comments desc, id`,
  sharing: `select author from author_grams where gram = ? limit ${sharing}`,
  all: "select * from authors where id in (select value from json_each(?))",
};

/** Authors known to the index, with the number of their indexed comments. */
export class Authors {
  readonly #connection: Connection;

  readonly #folding: Folding;

  constructor(connection: Connection, folding: Folding) {
    this.#connection = connection;
    this.#folding = folding;
  }

  /** Keeps the newest name. Returns the id for facets. */
  note({ reference, handle, name }: AuthorNames): number {
    const folded = this.#foldNames(name, handle);
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
    if (known.slug !== handle || known.name !== name) {
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

  idOf(reference: Reference<"user">): number | undefined {
    return this.#find(reference)?.id;
  }

  count(id: number, change: 1 | -1): void {
    this.#connection.prepare<[number, number]>(sql.count).run(change, id);
  }

  /** Finds authors whose name or handle begins with the typed text, most prolific first, then those that nearly match. */
  search(typed: string, limit: number): readonly FoundAuthor[] {
    const wanted = this.#folding.foldName(typed.slice(0, longestTyped));
    const beginning = this.#connection
      .prepare<[string, number], AuthorRow>(sql.beginning)
      .all(isFoundInParts(wanted.charAt(0)) ? wanted : ` ${wanted}`, limit);
    const found = new Map(beginning.map((row) => [row.id, row]));
    if (wanted.length >= 3 && found.size < limit) {
      for (const row of this.#similar(wanted)) found.set(row.id, row);
    }
    return [...found.values()].slice(0, limit).map(({ reference, slug, name, comments }) => ({
      author: { reference, handle: slug, name },
      commentCount: comments,
    }));
  }

  #sharingMost(wanted: string): readonly AuthorRow[] {
    const shared = new Map<number, number>();
    const statement = this.#connection.prepare<[string], { author: number }>(sql.sharing);
    for (const gram of gramsOf(wanted)) {
      for (const { author } of statement.all(gram)) shared.set(author, (shared.get(author) ?? 0) + 1);
    }
    const most = [...shared].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, similar);
    return this.#connection
      .prepare<[string], AuthorRow>(sql.all)
      .all(JSON.stringify(most.map(([author]) => author)));
  }

  #foldNames(...names: readonly string[]): string {
    return ` ${[...new Set(names.map((name) => this.#folding.foldName(name)))].join(" ")}`;
  }

  #find(reference: string): AuthorRow | undefined {
    return this.#connection.prepare<[string], AuthorRow>(sql.find).get(reference);
  }

  #similar(wanted: string): readonly AuthorRow[] {
    const tolerated = Math.floor((wanted.length + 1) / 4);
    return this.#sharingMost(wanted)
      .map((row) => ({ row, errors: errorsIn(wanted, row.folded, tolerated) }))
      .filter(({ errors }) => errors <= tolerated)
      .sort((a, b) => a.errors - b.errors || b.row.comments - a.row.comments || a.row.id - b.row.id)
      .map(({ row }) => row);
  }
}

/** Compares with the name from each of its words on. */
function errorsIn(wanted: string, folded: string, tolerated: number): number {
  let least = tolerated + 1;
  for (let space = folded.indexOf(" "); space !== -1; space = folded.indexOf(" ", space + 1)) {
    least = Math.min(least, typingErrors(wanted, folded.slice(space + 1), tolerated));
  }
  return least;
}
