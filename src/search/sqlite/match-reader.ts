import type {
  BestOptions,
  Bounds,
  Hit,
  Match,
  MatchReader,
  ScoredMatches,
  Walked,
  WalkOptions,
} from "../matches.ts";
import type { Term } from "../question.ts";
import { readBest } from "./best.ts";
import type { Connection } from "./connection.ts";
import { matchExpression } from "./match-expression.ts";
import { walk } from "./walk.ts";

/** Reads matches from FTS5. */
export class SqliteMatches implements MatchReader {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async walk(match: Match, bounds: Bounds, options: WalkOptions): Promise<Walked> {
    return walk(this.#connection, matchExpression(match), bounds, options);
  }

  async best(match: Match, bounds: Bounds, options: BestOptions): Promise<ScoredMatches> {
    return { hits: readBest(this.#connection, matchExpression(match), bounds, options) };
  }

  /** Walks through the stretch of the matches: FTS5 would look at a single row only after reading every match. */
  async withTerm(
    match: Match,
    term: Term,
    bounds: Bounds,
    hits: readonly Hit[],
  ): Promise<ReadonlySet<number>> {
    const [first, last] = [hits[0], hits.at(-1)];
    if (first === undefined || last === undefined) return new Set();
    const expression = matchExpression({ ...match, terms: [...match.terms, term] });
    const all = {
      direction: "down",
      limit: Number.POSITIVE_INFINITY,
      deadline: Number.POSITIVE_INFINITY,
    } as const;
    const { hits: found } = walk(
      this.#connection,
      expression,
      { ...bounds, low: last.id, high: first.id },
      all,
    );
    return new Set(found.map(({ id }) => id));
  }
}
