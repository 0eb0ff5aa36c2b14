import type { Bounds } from "../matches.ts";
import type { MatchQueries } from "./match-queries.ts";
import { comments, conditions, hitColumns, type Parameters, wordsMatch } from "./match-sql.ts";

interface LookUpOptions {
  /** Beginnings of the words in the cells to look at. */
  readonly prefixes: readonly string[];
  readonly bounds: Bounds;
  /** Further conditions for `c`. Zeros added to its columns keep the planner from using their indexes instead of the words'. */
  readonly where: string;
  /** Order of `f`, with zeros for the same reason. */
  readonly order: string;
  readonly most: number;
}

/** SQL that looks words up in cells. */
interface LookUp {
  /** Selects comments that may match. */
  readonly lookedUp: string;
  /** Says whether one of them, as `c`, matches. */
  readonly isMatch: string;
}

export function lookUpWords(
  queries: MatchQueries,
  { prefixes, bounds, where, order, most }: LookUpOptions,
  parameters: Parameters,
): LookUp {
  const written = (write: (prefix: string) => string) => parameters.add(prefixes.map(write), "text[]");
  const lookUps = written((prefix) => queries.lookUp(prefix));
  const exact = written((prefix) => queries.exact(prefix));
  const loose = written((prefix) => queries.loose(prefix));
  const check = { exact: "c.exact::tsquery", loose: () => "c.loose::tsquery", patterns: queries.patterns };
  return {
    lookedUp: `select f.*, q.exact, q.loose from unnest(${lookUps}, ${exact}, ${loose}) as q(look_up, exact, loose)
      cross join lateral (
        select ${hitColumns(bounds, parameters)} from ${comments} c
        where c.words @@ q.look_up::tsquery and ${where} and ${conditions(bounds, parameters)} offset 0
      ) f order by ${order} limit ${parameters.add(most, "bigint")}`,
    isMatch: queries.needsCheck
      ? `(select ${wordsMatch(check, parameters)} from ${comments} w where w.id = c.id)`
      : "true",
  };
}
