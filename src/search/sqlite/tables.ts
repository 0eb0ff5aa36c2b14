import type Database from "better-sqlite3";
import type { Folding } from "../foldings.ts";

/** Changes with the tables: an index with other tables can be neither searched nor written to. */
const tablesVersion = 4;
/** Versions with a single column for the scores of another site. Version 2 also lacks the version of the folding. */
const tablesBefore = [2, 3];
const otherScores =
  "create table if not exists other_scores (comment integer, site text, score integer, primary key (comment, site)) without rowid;";

/**
 * Tables of the index. `comments` holds what filters and ranking need, with the score of the database's main site; `other_scores`
 * holds those of its other sites. The words are in the shards. `id` is the comment's place in time (see slots.ts), `stamp` a hash
 * of everything indexed.
 */
const tablesFor = ({ tokenizer }: Folding) => `
  create table facts (name text primary key, value) without rowid;
  create table comments (
    id integer primary key, reference text not null unique, author integer not null, thread integer not null,
    posted_ms integer not null, score integer, length integer not null, stamp integer not null
  );
  ${otherScores}
  create index comments_by_thread on comments (thread);
  create table pending (reference text primary key, posted_ms integer not null, mark integer not null) without rowid;
  create index pending_by_time on pending (posted_ms);
  create table shards (id integer primary key, low integer not null, high integer not null, docs integer not null);
  create table authors (
    id integer primary key, reference text not null unique, slug text not null, name text not null,
    folded text not null, comments integer not null
  );
  create index authors_by_comments on authors (comments, folded);
  create table author_grams (gram text, author integer, primary key (gram, author)) without rowid;
  create table posts (
    id integer primary key, reference text not null unique, title text not null, author text not null,
    posted_ms integer not null, comments integer not null
  );
  create index posts_by_time on posts (posted_ms);
  create virtual table best using fts5(
    text, names, facets, content='', contentless_delete=1, prefix='2 3', tokenize='${tokenizer}'
  );
  create virtual table post_words using fts5(
    words, content='', contentless_delete=1, prefix='2 3', tokenize='${tokenizer}'
  );
`;

/** Creates the tables in an empty file. */
export function createTables(db: Database.Database, folding: Folding): void {
  db.transaction(() => {
    db.exec(tablesFor(folding));
    writeFact(db, "version", tablesVersion);
    writeFact(db, "folding", folding.version);
  })();
}

/** Returns whether this program can use the tables of a file, if necessary after {@link addOtherScores}. */
export function hasTables(db: Database.Database): boolean {
  const version = Number(readFact(db, "version"));
  return version === tablesVersion || tablesBefore.includes(version);
}

/** Adds the table that older versions lack, and fills it. */
export function addOtherScores(db: Database.Database): void {
  if (readFact(db, "version") === tablesVersion) return;
  db.transaction(() => {
    db.exec(otherScores);
    db.exec(`insert or ignore into other_scores (comment, site, score)
      select id, 'alignmentforum', alignment_score from comments where alignment_score is not null`);
  })();
}

/** Empties the file, whatever version of the index it holds. */
export function dropTables(db: Database.Database): void {
  db.transaction(() => {
    // Dropping a virtual table also drops its own tables; ordinary ones remain.
    for (const kind of ["create virtual table%", "create table%"]) {
      const names = db
        .prepare(
          "select name from sqlite_schema where type = 'table' and sql like ? and name not like 'sqlite_%'",
        )
        .pluck()
        .all(kind);
      for (const name of names) db.exec(`drop table if exists "${String(name)}"`);
    }
  })();
}

export function readFact(db: Database.Database, name: string): unknown {
  const known = db.prepare("select 1 from sqlite_schema where name = 'facts'").get();
  return known === undefined
    ? undefined
    : db.prepare("select value from facts where name = ?").pluck().get(name);
}

export function writeFact(db: Database.Database, name: string, value: string | number): void {
  db.prepare("insert or replace into facts (name, value) values (?, ?)").run(name, value);
}
