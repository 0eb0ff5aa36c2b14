import type { ReadableComment } from "../../forum/comment-search.ts";
import { databaseOf, type Reference } from "../../forum/reference.ts";
import { facetsOf } from "../facets.ts";
import { currentFolding } from "../foldings.ts";
import { bestScore } from "../matches.ts";
import { stampOf, wholeMs, wholeScore } from "../stamp.ts";
import { countAuthors, noteAuthors } from "./authors.ts";
import { bestPrefix, type Cells } from "./cells.ts";
import { mapInSlices } from "./in-slices.ts";
import type { Run } from "./index-database.ts";
import { readIndexed, writeVector } from "./lexemes.ts";
import { countThreads, findThreads } from "./posts.ts";
import { takeSlots } from "./slots.ts";
import { schema } from "./tables.ts";

interface KnownComment {
  readonly id: number;
  readonly reference: Reference<"comment">;
  readonly author: number;
  readonly thread: number;
  readonly posted_ms: number;
}

/** A row to write. */
interface Row extends KnownComment {
  readonly score: number | null;
  readonly other_scores: string | null;
  readonly length: number;
  readonly stamp: number;
  readonly words: string;
  readonly long_text: string | null;
}

/** Columns of `comments`, in the order in which they are written. */
const columns: Readonly<Record<keyof Row, string>> = {
  id: "bigint",
  reference: "text",
  author: "integer",
  thread: "integer",
  posted_ms: "bigint",
  score: "float8",
  other_scores: "jsonb",
  length: "integer",
  stamp: "bigint",
  words: "tsvector",
  long_text: "text",
};

/** Writes comments, and replaces what the index has of them. */
export async function putComments(run: Run, cells: Cells, put: readonly ReadableComment[]): Promise<void> {
  const newest = [...new Map(put.map((each) => [each.comment.reference, each])).values()];
  const known = await findComments(
    run,
    newest.map(({ comment }) => comment.reference),
  );
  const authors = await noteAuthors(
    run,
    newest.flatMap(({ comment }) => comment.author ?? []),
  );
  const threads = await findThreads(
    run,
    newest.map(({ comment }) => comment.thread),
  );
  // In this order, so that no comment gets the position of one that is being replaced.
  const ids = await placesOf(run, newest, known);
  await removeKnown(run, [...known.values()]);
  const rows = await mapInSlices(newest, ({ comment, text }, place): Row => {
    const id = ids[place] ?? 0;
    const thread = threads.get(comment.thread);
    const author = comment.author === undefined ? 0 : (authors.get(comment.author.reference) ?? 0);
    const numbers = { author, thread: thread?.id ?? 0 };
    const { [databaseOf(comment.reference)]: ownScore, ...others } = comment.scores;
    const score = wholeScore(ownScore);
    const words = readIndexed(text, `${comment.author?.name ?? ""} ${thread?.title ?? ""}`);
    const facets = facetsOf(comment, numbers, currentFolding.facets).split(" ");
    const prefixes = [cells.prefix(cells.of(id)), ...((score ?? 0) >= bestScore ? [bestPrefix] : [])];
    return {
      ...{ id, reference: comment.reference, ...numbers, posted_ms: wholeMs(comment.postedAtMs), score },
      other_scores: otherScores(others),
      ...{ length: text.length, stamp: stampOf(comment), words: writeVector(words, facets, prefixes) },
      long_text: words.longText,
    };
  });
  await insert(run, rows);
  await run(
    `insert into ${schema}.cells (cell) select distinct * from unnest($1::bigint[]) on conflict do nothing`,
    ids.map((id) => cells.of(id)),
  );
  await count(run, rows, 1);
}

/** Removes comments; missing ones are not an error. */
export async function removeComments(run: Run, references: readonly Reference<"comment">[]): Promise<void> {
  await removeKnown(run, [...(await findComments(run, references)).values()]);
}

async function findComments(
  run: Run,
  references: readonly Reference<"comment">[],
): Promise<ReadonlyMap<Reference<"comment">, KnownComment>> {
  const rows = await run<KnownComment>(
    `select id, reference, author, thread, posted_ms from ${schema}.comments where reference = any($1::text[])`,
    references,
  );
  return new Map(rows.map((row) => [row.reference, row]));
}

/** Keeps the position of a comment whose moment is the same. */
async function placesOf(
  run: Run,
  put: readonly ReadableComment[],
  known: ReadonlyMap<Reference<"comment">, KnownComment>,
): Promise<readonly number[]> {
  const kept = put.map(({ comment }) => {
    const before = known.get(comment.reference);
    return before?.posted_ms === wholeMs(comment.postedAtMs) ? before.id : undefined;
  });
  const added = put.filter((_, place) => kept[place] === undefined);
  const left = [
    ...(await takeSlots(
      run,
      added.map(({ comment }) => ({ postedMs: wholeMs(comment.postedAtMs), seed: stampOf(comment) })),
    )),
  ];
  return kept.map((id) => id ?? left.shift() ?? 0);
}

async function removeKnown(run: Run, known: readonly KnownComment[]): Promise<void> {
  if (known.length === 0) return;
  await run(
    `delete from ${schema}.comments where id = any($1::bigint[])`,
    known.map(({ id }) => id),
  );
  await count(run, known, -1);
}

async function insert(run: Run, rows: readonly Row[]): Promise<void> {
  const names = Object.keys(columns) as (keyof Row)[];
  const arrays = names.map(
    (name, place) => `$${place + 1}::${columns[name] === "tsvector" ? "text" : columns[name]}[]`,
  );
  const values = names.map((name) => (name === "words" ? "n.words::tsvector" : `n.${name}`));
  await run(
    `insert into ${schema}.comments (${names.join(", ")}) select ${values.join(", ")}
    from unnest(${arrays.join(", ")}) as n(${names.join(", ")})`,
    ...names.map((name) => rows.map((row) => row[name])),
  );
}

async function count(
  run: Run,
  comments: readonly Pick<KnownComment, "author" | "thread">[],
  change: 1 | -1,
): Promise<void> {
  const of = (part: "author" | "thread") => {
    const changes = new Map<number, number>();
    for (const comment of comments) changes.set(comment[part], (changes.get(comment[part]) ?? 0) + change);
    return changes;
  };
  await countAuthors(run, of("author"));
  await countThreads(run, of("thread"));
}

/** Scores on other sites of the database, as JSON. */
function otherScores(scores: Readonly<Record<string, number | undefined>>): string | null {
  const kept = Object.entries(scores).map(([site, score]) => [site, wholeScore(score)] as const);
  return kept.length === 0 ? null : JSON.stringify(Object.fromEntries(kept));
}
