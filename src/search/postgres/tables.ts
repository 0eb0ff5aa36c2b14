import { currentFolding } from "../foldings.ts";
import { bestScore } from "../matches.ts";

/** Raise this with every change to the tables. */
const tablesVersion = 1;

/** Each version of the index has its own tables, so that programs of two versions can run side by side. */
export const ownVersion = `${tablesVersion}.${currentFolding.version}`;

/** Schema of what all versions share: their list, and the comments that each of them must look at. */
export const sharedSchema = "commonplace_search";
export const schema = schemaOf(ownVersion);

export function schemaOf(version: string): string {
  return `${sharedSchema}_${version.replaceAll(".", "_")}`;
}

/** Returns whether a version precedes another one. */
export function isOlder(version: string, other: string): boolean {
  const [tables = 0, folding = 0] = version.split(".").map(Number);
  const [otherTables = 0, otherFolding = 0] = other.split(".").map(Number);
  return tables < otherTables || (tables === otherTables && folding < otherFolding);
}

/** `marks` numbers the times at which a comment became due. */
export const sharedTables = `
  create schema if not exists ${sharedSchema};
  create table if not exists ${sharedSchema}.versions (version text collate "C" primary key);
  create sequence if not exists ${sharedSchema}.marks;
  create table if not exists ${sharedSchema}.pending (
    version text collate "C", reference text collate "C", posted_ms bigint not null, mark bigint not null,
    primary key (version, reference)
  );
  create index if not exists pending_by_time on ${sharedSchema}.pending (version, posted_ms);
`;

/**
 * `id` is the comment's place in time (see positions.ts), `stamp` a hash of everything indexed. The words of longer comments are
 * stored apart from the row, so that many matches can be read and sorted in few pages. `long_text` holds the folded words of the few
 * comments that are too long for a vector to keep every position.
 */
export const ownTables = `
  create schema ${schema};
  create table ${schema}.facts (name text primary key, value text not null);
  create table ${schema}.cells (cell bigint primary key);
  create table ${schema}.comments (
    id bigint primary key, reference text collate "C" not null unique, author integer not null, thread integer not null,
    posted_ms bigint not null, score float8, other_scores jsonb, length integer not null, stamp bigint not null,
    words tsvector not null, long_text text
  ) with (toast_tuple_target = 128);
  create index comments_by_words on ${schema}.comments using gin (words) with (fastupdate = off);
  create index comments_by_thread on ${schema}.comments (thread);
  create index comments_by_score on ${schema}.comments (score desc, id desc) where score >= ${bestScore};
  create table ${schema}.authors (
    id integer generated always as identity primary key, reference text collate "C" not null unique, handle text not null,
    name text not null, folded text not null, comments integer not null default 0
  );
  create index authors_by_comments on ${schema}.authors (comments desc, id);
  create table ${schema}.author_grams (gram text collate "C", author integer, primary key (gram, author));
  create index author_grams_by_author on ${schema}.author_grams (author);
  create table ${schema}.posts (
    id integer generated always as identity primary key, reference text collate "C" not null unique, title text not null default '',
    author text not null default '', posted_ms bigint not null default 0, comments integer not null default 0,
    words tsvector not null default ''
  );
  create index posts_by_words on ${schema}.posts using gin (words) with (fastupdate = off);
  create index posts_by_time on ${schema}.posts (posted_ms);
`;

/** Faster than the usual compression, but not built into every server. */
export const knowsLz4 = `
  select 1 from pg_settings where name = 'default_toast_compression' and 'lz4' = any(enumvals)`;
export const useLz4 = `alter table ${schema}.comments alter column words set compression lz4`;

export const emptyOwnTables = ["facts", "cells", "comments", "authors", "author_grams", "posts"]
  .map((table) => `truncate ${schema}.${table};`)
  .join(" ");
