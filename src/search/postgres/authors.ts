import type { AuthorNames } from "../../forum/author.ts";
import type { Reference } from "../../forum/reference.ts";
import { storable } from "../../postgres/storable.ts";
import {
  type AuthorReader,
  foldNames,
  type KnownAuthor,
  prolific,
  sharing,
  similar,
} from "../find-authors.ts";
import { currentFolding } from "../foldings.ts";
import { gramsOf } from "../typing-errors.ts";
import type { Run } from "./index-database.ts";
import { schema } from "./tables.ts";

type Author = Reference<"user">;
type Names = Pick<KnownAuthor, "id" | "reference" | "handle" | "name">;

const authors = `${schema}.authors`;
const grams = `${schema}.author_grams`;

/** Authors known to the index, with the number of their indexed comments. */
export class Authors implements AuthorReader {
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  async idOf(reference: Author): Promise<number | undefined> {
    const [row] = await this.#run<{ id: number }>(
      `select id from ${authors} where reference = $1`,
      reference,
    );
    return row?.id;
  }

  async containing(text: string, limit: number): Promise<readonly KnownAuthor[]> {
    return await this.#run<KnownAuthor>(
      `select * from (select * from ${authors} order by comments desc, id limit ${prolific}) most
      where strpos(folded, $1) > 0 order by comments desc, id limit $2`,
      text,
      limit,
    );
  }

  async sharingMost(wanted: readonly string[]): Promise<readonly KnownAuthor[]> {
    return await this.#run<KnownAuthor>(
      `select a.* from (
        select author, count(*) as shared from unnest($1::text[]) as wanted(gram) cross join lateral (
          select author from ${grams} g where g.gram = wanted.gram order by author limit ${sharing}
        ) found group by author order by shared desc, author limit ${similar}
      ) most join ${authors} a on a.id = most.author`,
      wanted,
    );
  }
}

/** Keeps the newest names. Returns the ids for facets. */
export async function noteAuthors(
  run: Run,
  noted: readonly AuthorNames[],
): Promise<ReadonlyMap<Author, number>> {
  const newest = new Map(noted.map((author) => [author.reference, author]));
  const known = await find(run, [...newest.keys()]);
  // The database returns names as it could store them.
  const changed = [...newest.values()].filter(({ reference, handle, name }) => {
    const author = known.get(reference);
    return author?.handle !== storable(handle) || author.name !== storable(name);
  });
  const ids = new Map([...known].map(([reference, { id }]) => [reference, id]));
  for (const [reference, id] of await keep(run, changed)) ids.set(reference, id);
  return ids;
}

/** Removes a name but keeps the number, which outgoing comments may still have. */
export async function forgetAuthor(run: Run, reference: Author): Promise<void> {
  const rows = await run<{ id: number }>(
    `update ${authors} set handle = '', name = '', folded = '' where reference = $1 returning id`,
    reference,
  );
  for (const { id } of rows) await run(`delete from ${grams} where author = $1`, id);
}

/** Changes how many comments authors have. */
export async function countAuthors(run: Run, changes: ReadonlyMap<number, number>): Promise<void> {
  await run(
    `update ${authors} a set comments = a.comments + c.change
    from unnest($1::integer[], $2::integer[]) as c(id, change) where a.id = c.id`,
    [...changes.keys()],
    [...changes.values()],
  );
}

async function find(run: Run, references: readonly Author[]): Promise<ReadonlyMap<Author, Names>> {
  const rows = await run<Names>(
    `select id, reference, handle, name from ${authors} where reference = any($1::text[])`,
    references,
  );
  return new Map(rows.map((row) => [row.reference, row]));
}

async function keep(run: Run, changed: readonly AuthorNames[]): Promise<ReadonlyMap<Author, number>> {
  if (changed.length === 0) return new Map();
  const folded = changed.map(({ name, handle }) => foldNames(currentFolding, name, handle));
  const rows = await run<{ id: number; reference: Author; folded: string }>(
    `insert into ${authors} (reference, handle, name, folded)
    select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
    on conflict (reference) do update set handle = excluded.handle, name = excluded.name, folded = excluded.folded
    returning id, reference, folded`,
    changed.map(({ reference }) => reference),
    changed.map(({ handle }) => handle),
    changed.map(({ name }) => name),
    folded,
  );
  const pairs = rows.flatMap(({ id, folded: names }) => gramsOf(names).map((gram) => ({ gram, id })));
  await run(
    `delete from ${grams} where author = any($1::integer[])`,
    rows.map(({ id }) => id),
  );
  await run(
    `insert into ${grams} (gram, author) select * from unnest($1::text[], $2::integer[])`,
    pairs.map(({ gram }) => gram),
    pairs.map(({ id }) => id),
  );
  return new Map(rows.map(({ id, reference }) => [reference, id]));
}
