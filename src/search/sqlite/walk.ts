import { type Bounds, type Hit, noScore, type Walked, type WalkOptions } from "../matches.ts";
import type { Connection } from "./connection.ts";
import { listShards, shardTable } from "./shards.ts";

const noLimit = 1_000_000;

/** Reads the score on a site. If it is not the main site, the query needs its name as the parameter `site`. */
function scoreColumn(site: string | undefined): string {
  return site === undefined
    ? "c.score"
    : "(select o.score from other_scores o where o.comment = c.id and o.site = @site)";
}

export function matchedColumns(site: string | undefined): string {
  return `c.id, c.reference, c.posted_ms, c.length, ${scoreColumn(site)} as score`;
}

/** Takes `matchedFacts`. */
export function matchedConditions(site: string | undefined): string {
  return `c.posted_ms >= ? and c.posted_ms < ? and ifnull(${scoreColumn(site)}, ${noScore}) between ? and ?`;
}

/**
 * Walks through matches by time, shard by shard, and stops as soon as there are enough. `match` is an FTS5 expression; without it,
 * all comments match.
 */
export function walk(
  connection: Connection,
  match: string | undefined,
  bounds: Bounds,
  options: WalkOptions,
): Walked {
  const { direction, limit, deadline } = options;
  const isDown = direction === "down";
  const { low, high } = bounds;
  const shards = listShards(connection).filter((shard) => shard.high >= low && shard.low <= high);
  const hits: Hit[] = [];
  for (const [index, shard] of (isDown ? shards : shards.reverse()).entries()) {
    const from = Math.max(low, shard.low);
    const to = Math.min(high, shard.high);
    if (index > 0 && performance.now() > deadline) return { hits, restFrom: isDown ? to : from };
    const table = match === undefined ? undefined : shardTable(shard);
    const found = read(
      connection,
      table,
      { match, ...bounds, low: from, high: to },
      isDown,
      limit - hits.length,
    );
    hits.push(...found);
    const last = hits.at(-1);
    if (hits.length >= limit && last !== undefined) {
      const rest = last.id + (isDown ? -1 : 1);
      return { hits, restFrom: rest < low || rest > high ? undefined : rest };
    }
  }
  return { hits, restFrom: undefined };
}

export function matchedFacts(bounds: Bounds): readonly unknown[] {
  const { sinceMs, untilMs, minScore = noScore, maxScore = -noScore } = bounds;
  return [sinceMs, untilMs, minScore, maxScore];
}

interface Stretch extends Bounds {
  readonly match: string | undefined;
}

function read(
  connection: Connection,
  table: string | undefined,
  { match, ...bounds }: Stretch,
  isDown: boolean,
  limit: number,
): readonly Hit[] {
  const order = isDown ? "desc" : "asc";
  const { low, high, site } = bounds;
  const columns = matchedColumns(site);
  const conditions = matchedConditions(site);
  const named = site === undefined ? [] : [{ site }];
  const facts = [...matchedFacts(bounds), Math.min(limit, noLimit), ...named];
  if (table === undefined) {
    return connection
      .prepare<unknown[], Hit>(
        `select ${columns} from comments c where c.id between ? and ? and ${conditions} order by c.id ${order} limit ?`,
      )
      .all(low, high, ...facts);
  }
  // A cross join keeps SQLite from starting with the comments.
  return connection
    .prepare<unknown[], Hit>(`
      select ${columns} from ${table} w cross join comments c on c.id = w.rowid
      where w.${table} match ? and w.rowid between cast(? as integer) and cast(? as integer) and ${conditions}
      order by w.rowid ${order} limit ?`)
    .all(match, low, high, ...facts);
}
