import type { Post } from "../../forum/post.ts";
import type { Reference } from "../../forum/reference.ts";
import { storable } from "../../postgres/storable.ts";
import { candidates, type PostReader } from "../find-posts.ts";
import type { Term } from "../question.ts";
import { wholeMs } from "../stamp.ts";
import type { Run } from "./index-database.ts";
import { readIndexed, writeVector } from "./lexemes.ts";
import { MatchQueries } from "./match-queries.ts";
import { schema } from "./tables.ts";

type Thread = Reference<"post" | "tag">;

interface KnownPost {
  readonly id: number;
  readonly reference: Thread;
  readonly title: string;
  readonly author: string;
}

const posts = `${schema}.posts`;
/** Titles are few: they are not divided into cells. */
const noCell = "";

/** Posts known to the index. Those known only from a comment have no title yet. */
export class Posts implements PostReader {
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  async idOf(reference: Thread): Promise<number | undefined> {
    const [row] = await this.#run<{ id: number }>(`select id from ${posts} where reference = $1`, reference);
    return row?.id;
  }

  async newest(limit: number): Promise<readonly Thread[]> {
    return referencesOf(
      await this.#run<KnownPost>(
        `select reference from ${posts} where title <> '' order by posted_ms desc limit $1`,
        limit,
      ),
    );
  }

  async matching(terms: readonly Term[], limit: number): Promise<readonly Thread[]> {
    const query = new MatchQueries({ terms, without: [], isInNames: false, facets: [] }).exact(noCell);
    return referencesOf(
      await this.#run<KnownPost>(
        `select reference from (
          select * from (select id, reference, comments, posted_ms from ${posts} where words @@ $1::tsquery) found
          order by id desc limit ${candidates}
        ) newest order by comments desc, posted_ms desc limit $2`,
        query,
        limit,
      ),
    );
  }
}

/** Keeps the newest titles. Returns the numbers of posts whose title has changed. */
export async function notePosts(run: Run, noted: readonly Post[]): Promise<readonly number[]> {
  const newest = new Map(noted.map((post) => [post.reference, post]));
  const known = await findThreads(run, [...newest.keys()]);
  const rows = [...newest.values()].flatMap((post) => {
    const before = known.get(post.reference);
    // The database returns them as it could store them.
    const title = storable(post.visibility === "visible" ? post.title : "");
    const author = storable(post.author?.name ?? "");
    if (before === undefined || (before.title === title && before.author === author)) return [];
    const words = title === "" ? "" : writeVector(readIndexed(`${title} ${author}`, ""), [], [noCell]);
    const postedMs = wholeMs(post.postedAtMs);
    return [{ id: before.id, title, author, postedMs, words, isRetitled: before.title !== title }];
  });
  await run(
    `update ${posts} p set title = n.title, author = n.author, posted_ms = n.posted_ms, words = n.words::tsvector
    from unnest($1::integer[], $2::text[], $3::text[], $4::bigint[], $5::text[]) as n(id, title, author, posted_ms, words)
    where p.id = n.id`,
    rows.map(({ id }) => id),
    rows.map(({ title }) => title),
    rows.map(({ author }) => author),
    rows.map(({ postedMs }) => postedMs),
    rows.map(({ words }) => words),
  );
  return rows.filter(({ isRetitled }) => isRetitled).map(({ id }) => id);
}

/** Returns threads with their numbers for facets, and gives numbers to unknown ones. */
export async function findThreads(
  run: Run,
  references: readonly Thread[],
): Promise<ReadonlyMap<Thread, KnownPost>> {
  const wanted = [...new Set(references)];
  await run(
    `insert into ${posts} (reference)
    select * from unnest($1::text[]) as r(reference) where not exists (select from ${posts} p where p.reference = r.reference)`,
    wanted,
  );
  const rows = await run<KnownPost>(
    `select id, reference, title, author from ${posts} where reference = any($1::text[])`,
    wanted,
  );
  return new Map(rows.map((row) => [row.reference, row]));
}

/** Changes how many comments threads have. */
export async function countThreads(run: Run, changes: ReadonlyMap<number, number>): Promise<void> {
  await run(
    `update ${posts} p set comments = p.comments + c.change
    from unnest($1::integer[], $2::integer[]) as c(id, change) where p.id = c.id`,
    [...changes.keys()],
    [...changes.values()],
  );
}

function referencesOf(rows: readonly Pick<KnownPost, "reference">[]): readonly Thread[] {
  return rows.map(({ reference }) => reference);
}
