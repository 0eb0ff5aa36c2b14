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
import type { Cells } from "./cells.ts";
import type { IndexDatabase } from "./index-database.ts";
import { MatchQueries } from "./match-queries.ts";
import { comments, Parameters, wordsMatch } from "./match-sql.ts";
import { Steps } from "./steps.ts";
import { Walk } from "./walk.ts";

/** Reads matches from vectors of words. */
export class PostgresMatches implements MatchReader {
  readonly #database: IndexDatabase;
  readonly #cells: Cells;

  constructor(database: IndexDatabase, cells: Cells) {
    this.#database = database;
    this.#cells = cells;
  }

  async walk(match: Match, bounds: Bounds, options: WalkOptions): Promise<Walked> {
    const queries = new MatchQueries(match);
    const [database, cells] = [this.#database, this.#cells];
    const steps = new Steps(database, cells, queries, { ...bounds, direction: options.direction });
    return await new Walk({ steps, cells, queries }, { ...bounds, ...options }).run();
  }

  async best(match: Match, bounds: Bounds, options: BestOptions): Promise<ScoredMatches> {
    return await readBest(this.#database, this.#cells, match, { ...bounds, ...options });
  }

  async withTerm(
    match: Match,
    term: Term,
    _bounds: Bounds,
    hits: readonly Hit[],
  ): Promise<ReadonlySet<number>> {
    const queries = new MatchQueries({ ...match, terms: [term], without: [], facets: [] });
    const written = (write: (cell: string) => string) =>
      hits.map(({ id }) => write(this.#cells.prefix(this.#cells.of(id))));
    const parameters = new Parameters();
    const ids = parameters.add(
      hits.map(({ id }) => id),
      "bigint[]",
    );
    const exact = parameters.add(
      written((cell) => queries.exact(cell)),
      "text[]",
    );
    const loose = parameters.add(
      written((cell) => queries.loose(cell)),
      "text[]",
    );
    const check = { exact: "q.exact::tsquery", loose: () => "q.loose::tsquery", patterns: queries.patterns };
    const rows = await this.#database.read<{ id: number }>(
      `select w.id from unnest(${ids}, ${exact}, ${loose}) as q(id, exact, loose) join ${comments} w on w.id = q.id
      where ${wordsMatch(check, parameters)}`,
      ...parameters.values,
    );
    return new Set(rows.map(({ id }) => id));
  }
}
