import { type Bounds, noScore } from "../matches.ts";
import { schema } from "./tables.ts";

/** Collects the parameters of one statement. */
export class Parameters {
  readonly values: unknown[] = [];

  /** Returns the placeholder of the value in the statement. */
  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

/** Columns of a comment that a search reads; all but the words. */
export function hitColumns(bounds: Bounds, parameters: Parameters): string {
  return `c.id, c.reference, c.posted_ms, c.length, ${scoreOn(bounds, parameters)} as score`;
}

/** Compares the facts about `c` with the bounds, except its position. */
export function conditions(bounds: Bounds, parameters: Parameters): string {
  const { sinceMs, untilMs, minScore = noScore, maxScore = -noScore } = bounds;
  const [since, until, least, most] = [sinceMs, untilMs, minScore, maxScore].map((fact) =>
    parameters.add(fact, "float8"),
  );
  return `c.posted_ms >= ${since} and c.posted_ms < ${until}
    and coalesce(${scoreOn(bounds, parameters)}, ${noScore}) between ${least} and ${most}`;
}

/**
 * Selects comments by position.
 * @param position `c.id`; `c.id + 0` keeps the planner from reading comments by position instead of looking words up
 */
export function between(
  position: string,
  { low, high }: Pick<Bounds, "low" | "high">,
  parameters: Parameters,
): string {
  return `${position} between ${parameters.add(low, "bigint")} and ${parameters.add(high, "bigint")}`;
}

export const comments = `${schema}.comments`;

interface CheckOptions {
  readonly exact: string;
  /** Only needed for phrases: Postgres refuses parameters that a statement does not use. */
  readonly loose: () => string;
  readonly patterns: { readonly wanted: readonly string[]; readonly unwanted: readonly string[] };
}

/** Compares the words of the comment `w` with expressions for two tsqueries; a long text, with patterns. */
export function wordsMatch({ exact, loose, patterns }: CheckOptions, parameters: Parameters): string {
  const { wanted, unwanted } = patterns;
  if (wanted.length + unwanted.length === 0) return `w.words @@ ${exact}`;
  return `case when w.long_text is null then w.words @@ ${exact}
    else w.words @@ ${loose()} and w.long_text ~ all(${parameters.add(wanted, "text[]")})
      and not w.long_text ~ any(${parameters.add(unwanted, "text[]")}) end`;
}

function scoreOn({ site }: Bounds, parameters: Parameters): string {
  return site === undefined ? "c.score" : `(c.other_scores ->> ${parameters.add(site, "text")})::float8`;
}
