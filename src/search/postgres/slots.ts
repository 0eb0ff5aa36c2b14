import { firstIdOf, positionsAfter, slotsPerSecond } from "../positions.ts";
import { readFact, writeFact } from "./facts.ts";
import type { Run } from "./index-database.ts";
import { schema } from "./tables.ts";

/** A comment that needs a position in time. */
interface Placed {
  readonly postedMs: number;
  /** Any number that differs among comments of one moment. */
  readonly seed: number;
}

/** Takes a free position for each comment, in the same order. Nothing else may take any meanwhile. */
export async function takeSlots(run: Run, placed: readonly Placed[]): Promise<readonly number[]> {
  const seconds = [...new Set(placed.map(({ postedMs }) => firstIdOf(postedMs)))];
  const rows = await run<{ first: number; highest: number }>(
    `select s.first, c.id as highest from unnest($1::bigint[]) as s(first) cross join lateral (
      select id from ${schema}.comments where id between s.first and s.first + ${slotsPerSecond - 1} order by id desc limit 1
    ) c`,
    seconds,
  );
  const highest = new Map(rows.map((row) => [row.first, row.highest]));
  const ids: number[] = [];
  const crowded: number[] = [];
  for (const [place, { postedMs }] of placed.entries()) {
    const first = firstIdOf(postedMs);
    const id = (highest.get(first) ?? first - 1) + 1;
    if (id < first + slotsPerSecond) highest.set(first, id);
    else crowded.push(place);
    ids.push(id);
  }
  if (crowded.length > 0) await spill(run, placed, { ids, crowded });
  return ids;
}

/** Finds positions after their second for those that have none in it. */
async function spill(
  run: Run,
  placed: readonly Placed[],
  { ids, crowded }: { readonly ids: number[]; readonly crowded: readonly number[] },
): Promise<void> {
  const taken = new Set(ids.filter((_, place) => !crowded.includes(place)));
  let left = crowded.map((place) => {
    const { postedMs = 0, seed = 0 } = placed[place] ?? {};
    const last = firstIdOf(postedMs) + slotsPerSecond - 1;
    return { place, last, positions: positionsAfter(last, seed) };
  });
  let widest = 0;
  while (left.length > 0) {
    const tried = left.map((each) => ({ ...each, id: each.positions.next().value }));
    const rows = await run<{ id: number }>(
      `select id from ${schema}.comments where id = any($1::bigint[])`,
      tried.map(({ id }) => id),
    );
    for (const { id } of rows) taken.add(id);
    left = tried.filter(({ place, last, id }) => {
      if (taken.has(id)) return true;
      taken.add(id);
      ids[place] = id;
      widest = Math.max(widest, id - last);
      return false;
    });
  }
  if (widest > Number((await readFact(run, "spill")) ?? 0)) await writeFact(run, "spill", String(widest));
}
