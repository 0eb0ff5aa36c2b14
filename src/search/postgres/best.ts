import {
  type BestOptions,
  type Bounds,
  bestScore,
  type Hit,
  type Match,
  type ScoredMatches,
  type ScorePlace,
} from "../matches.ts";
import { bestPrefix, type Cells } from "./cells.ts";
import type { IndexDatabase } from "./index-database.ts";
import { lookUpWords } from "./look-up.ts";
import { MatchQueries } from "./match-queries.ts";
import { between, comments, conditions, hitColumns, Parameters, wordsMatch } from "./match-sql.ts";
import { mostChecked } from "./steps.ts";

interface BestRow extends Hit {
  readonly is_match: boolean;
}

/** Comments to read in the order of their scores before anything is looked up. */
const firstRead = 128;
/** In up to this many cells, looking words up is faster than among the best comments of all time. */
const fewCells = 16;

/** Reads well-received matches, by score and then newest first. */
export async function readBest(
  database: IndexDatabase,
  cells: Cells,
  match: Match,
  { after, limit, deadline, ...bounds }: Bounds & BestOptions,
): Promise<ScoredMatches> {
  const queries = new MatchQueries(match);
  const [first, last] = [cells.of(bounds.low), cells.of(bounds.high)];
  const isShort = last - first < fewCells;
  const prefixes = isShort
    ? Array.from({ length: last - first + 1 }, (_, place) => cells.prefix(first + place))
    : [bestPrefix];
  const hits: Hit[] = [];
  let place = after ?? { score: Number.POSITIVE_INFINITY, id: 0 };
  for (let isRead = !queries.isNarrow && !isShort; ; isRead = false) {
    const most = isRead ? firstRead : mostChecked;
    const options = { place, most };
    const rows = isRead
      ? await readByScore(database, queries, bounds, options)
      : await lookUp(database, queries, bounds, { ...options, prefixes });
    for (const { is_match: isMatch, ...hit } of rows) if (isMatch) hits.push(hit);
    const lowest = rows.at(-1);
    if (hits.length >= limit || lowest === undefined || rows.length < most)
      return { hits: hits.slice(0, limit) };
    place = { score: lowest.score ?? 0, id: lowest.id };
    if (performance.now() > deadline) return { hits, goesOnAt: place };
  }
}

interface StepOptions {
  readonly place: ScorePlace;
  readonly most: number;
}

async function readByScore(
  database: IndexDatabase,
  queries: MatchQueries,
  bounds: Bounds,
  { place, most }: StepOptions,
): Promise<readonly BestRow[]> {
  const parameters = new Parameters();
  const isMatch = wordsMatch(
    {
      exact: parameters.add(queries.exact(bestPrefix), "tsquery"),
      loose: () => parameters.add(queries.loose(bestPrefix), "tsquery"),
      patterns: queries.patterns,
    },
    parameters,
  );
  return await database.read<BestRow>(
    `with looked_at as materialized (
      select * from ${comments} c where c.score >= ${bestScore} and ${below("c.score", place, parameters)}
      order by c.score desc, c.id desc limit ${parameters.add(most, "bigint")}
    )
    select ${hitColumns(bounds, parameters)},
      ${between("c.id", bounds, parameters)} and ${conditions(bounds, parameters)} and ${isMatch} as is_match
    from looked_at c cross join lateral (select c.words, c.long_text) w order by c.score desc, c.id desc`,
    ...parameters.values,
  );
}

async function lookUp(
  database: IndexDatabase,
  queries: MatchQueries,
  bounds: Bounds,
  { place, most, prefixes }: StepOptions & { readonly prefixes: readonly string[] },
): Promise<readonly BestRow[]> {
  const parameters = new Parameters();
  const where = `c.score + 0 >= ${bestScore} and ${below("c.score + 0", place, parameters)}
    and ${between("c.id + 0", bounds, parameters)}`;
  const order = "f.score + 0 desc, f.id desc";
  const { lookedUp, isMatch } = lookUpWords(queries, { prefixes, bounds, where, order, most }, parameters);
  return await database.read<BestRow>(
    `with looked_up as materialized (${lookedUp})
    select c.id, c.reference, c.posted_ms, c.length, c.score, ${isMatch} as is_match
    from looked_up c order by c.score desc, c.id desc`,
    ...parameters.values,
  );
}

function below(score: string, place: ScorePlace, parameters: Parameters): string {
  return `(${score}, c.id) < (${parameters.add(place.score, "float8")}, ${parameters.add(place.id, "bigint")})`;
}
