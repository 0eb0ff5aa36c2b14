import type { Comment } from "../../forum/comment.ts";
import type { Reference } from "../../forum/reference.ts";
import type { DueComment } from "../../forum/search-index.ts";
import { stampOf, wholeMs } from "../stamp.ts";
import type { Run } from "./index-database.ts";
import { ownVersion, schema, sharedSchema } from "./tables.ts";

const pending = `${sharedSchema}.pending`;
const nextMark = `nextval('${sharedSchema}.marks')`;

/**
 * Marks comments as due if the index does not have them in this form. Other versions of the index must look at all of them. The
 * order keeps two writers from waiting for each other.
 * @param comments each once
 */
export async function addDue(run: Run, comments: readonly Comment[]): Promise<void> {
  await run(
    `insert into ${pending} (version, reference, posted_ms, mark)
    select v.version, n.reference, n.posted_ms, ${nextMark}
    from unnest($1::text[], $2::bigint[], $3::bigint[]) as n(reference, posted_ms, stamp)
    cross join ${sharedSchema}.versions v
    where v.version <> $4
      or n.stamp is distinct from (select c.stamp from ${schema}.comments c where c.reference = n.reference)
    order by v.version, n.reference
    on conflict (version, reference) do update set posted_ms = excluded.posted_ms, mark = excluded.mark`,
    comments.map(({ reference }) => reference),
    comments.map(({ postedAtMs }) => wholeMs(postedAtMs)),
    comments.map(stampOf),
    ownVersion,
  );
}

/** Marks every indexed comment of these threads as due. */
export async function addThreads(run: Run, threads: readonly number[]): Promise<void> {
  await run(
    `insert into ${pending} (version, reference, posted_ms, mark)
    select $1, reference, posted_ms, ${nextMark} from ${schema}.comments where thread = any($2::integer[])
    order by reference
    on conflict (version, reference) do update set mark = excluded.mark`,
    ownVersion,
    threads,
  );
}

/** Forgets that these comments are due. Other versions of the index must see that they are gone. */
export async function removeDue(run: Run, references: readonly Reference<"comment">[]): Promise<void> {
  await run(
    `delete from ${pending} where version = $1 and reference = any($2::text[])`,
    ownVersion,
    references,
  );
  await run(
    `insert into ${pending} (version, reference, posted_ms, mark)
    select v.version, r.reference, 0, ${nextMark}
    from unnest($2::text[]) as r(reference) cross join ${sharedSchema}.versions v where v.version <> $1
    order by v.version, r.reference
    on conflict (version, reference) do update set mark = excluded.mark`,
    ownVersion,
    references,
  );
}

/** Returns which of the comments are still due with the same marks, and keeps them so until the transaction ends. */
export async function stillDue(run: Run, due: readonly DueComment[]): Promise<ReadonlySet<string>> {
  const rows = await run<{ reference: string }>(
    `select p.reference from ${pending} p
    join unnest($2::text[], $3::bigint[]) as d(reference, mark) on p.reference = d.reference and p.mark = d.mark
    where p.version = $1 order by p.reference for update of p`,
    ownVersion,
    due.map(({ reference }) => reference),
    due.map(({ mark }) => mark),
  );
  return new Set(rows.map(({ reference }) => reference));
}

/** Removes comments that were looked at, unless they have become due again meanwhile. */
export async function settle(run: Run, due: readonly DueComment[]): Promise<void> {
  await run(
    `delete from ${pending} p using unnest($2::text[], $3::bigint[]) as d(reference, mark)
    where p.version = $1 and p.reference = d.reference and p.mark = d.mark`,
    ownVersion,
    due.map(({ reference }) => reference),
    due.map(({ mark }) => mark),
  );
}

export async function newestDue(run: Run, limit: number): Promise<readonly DueComment[]> {
  return await run<DueComment>(
    `select reference, mark from ${pending} where version = $1 order by posted_ms desc limit $2`,
    ownVersion,
    limit,
  );
}

/** Forgets everything that is due. */
export async function clearDue(run: Run): Promise<void> {
  await run(`delete from ${pending} where version = $1`, ownVersion);
}
