import {
  type BestOptions,
  type Bounds,
  bestScore,
  type Hit,
  type Match,
  type ScoredMatches,
  type ScorePlace,
} from "../matches.ts";
import { bestPrefix } from "./cells.ts";
import type { IndexDatabase } from "./index-database.ts";
import { MatchQueries } from "./match-queries.ts";
import { between, comments, conditions, hitColumns, Parameters, wordsMatch } from "./match-sql.ts";

interface BestRow extends Hit {
  readonly is_match: boolean;
}

/** Comments to read in the order of their scores before anything is looked up. */
const firstRead = 128;
/** Comments that one step may check after looking them up. */
const mostChecked = 500;

/** Reads well-received matches, by score and then newest first. */
export async function readBest(
  database: IndexDatabase,
  match: Match,
  bounds: Bounds,
  { after, limit, deadline }: BestOptions,
): Promise<ScoredMatches> {
  const queries = new MatchQueries(match);
  const hits: Hit[] = [];
  let place = after ?? { score: Number.POSITIVE_INFINITY, id: 0 };
  for (let isFirst = !queries.isNarrow; ; isFirst = false) {
    const most = isFirst ? firstRead : mostChecked;
    const rows = await readRows(database, queries, bounds, { place, most, isLookedUp: !isFirst });
    for (const { is_match: isMatch, ...hit } of rows) if (isMatch) hits.push(hit);
    const last = rows.at(-1);
    if (hits.length >= limit || last === undefined || rows.length < most)
      return { hits: hits.slice(0, limit) };
    place = { score: last.score ?? 0, id: last.id };
    if (performance.now() > deadline) return { hits, goesOnAt: place };
  }
}

interface ReadOptions {
  readonly place: ScorePlace;
  readonly most: number;
  readonly isLookedUp: boolean;
}

async function readRows(
  database: IndexDatabase,
  queries: MatchQueries,
  bounds: Bounds,
  { place, most, isLookedUp }: ReadOptions,
): Promise<readonly BestRow[]> {
  const parameters = new Parameters();
  const tsquery = (query: string) => parameters.add(query, "tsquery");
  const check = () => ({
    exact: tsquery(queries.exact(bestPrefix)),
    loose: () => tsquery(queries.loose(bestPrefix)),
    patterns: queries.patterns,
  });
  const score = parameters.add(place.score, "float8");
  const below = `(c.score, c.id) < (${score}, ${parameters.add(place.id, "bigint")})`;
  const all = `${between("c.id + 0", bounds, parameters)} and ${conditions(bounds, parameters)}`;
  // Adding 0 keeps the planner from reading comments by score instead of looking the words up.
  const source = isLookedUp
    ? `c.words @@ ${tsquery(queries.lookUp(bestPrefix))} and c.score + 0 >= ${bestScore} and ${below.replace("c.score", "c.score + 0")}`
    : `c.score >= ${bestScore} and ${below}`;
  const isCertain = isLookedUp && !queries.needsCheck;
  const isMatch = isCertain
    ? "true"
    : `(select ${wordsMatch(check(), parameters)} from ${comments} w where w.id = c.id)`;
  return await database.read<BestRow>(
    `with looked_at as materialized (
      select ${hitColumns(bounds, parameters)} from ${comments} c where ${source} ${isLookedUp ? `and ${all}` : ""}
      order by ${isLookedUp ? "c.score + 0" : "c.score"} desc, c.id desc limit ${parameters.add(most, "bigint")}
    )
    select c.id, c.reference, c.posted_ms, c.length, c.score,
      ${isLookedUp ? "true" : all} and ${isMatch} as is_match
    from looked_at c order by c.score desc, c.id desc`,
    ...parameters.values,
  );
}
