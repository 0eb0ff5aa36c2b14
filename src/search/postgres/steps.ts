import type { Bounds, Hit, WalkOptions } from "../matches.ts";
import type { Term } from "../question.ts";
import type { Cells } from "./cells.ts";
import type { IndexDatabase } from "./index-database.ts";
import { lookUpWords } from "./look-up.ts";
import type { MatchQueries } from "./match-queries.ts";
import { between, comments, conditions, hitColumns, Parameters, wordsMatch } from "./match-sql.ts";
import { schema } from "./tables.ts";

/** Comments that one step may check after looking them up: the words of a long one take about 0.1 ms. */
export const mostChecked = 100;

/** Positions in time, both ends included. */
export interface Stretch {
  readonly low: number;
  readonly high: number;
}

/** The outcome of one statement of a walk. */
export interface Step {
  readonly hits: readonly Hit[];
  /** The last position that was looked at; `undefined` if the step came to the end of its stretch. */
  readonly edge: number | undefined;
  /** Number of comments that were looked at. */
  readonly read: number;
  /** For each of the short beginnings, the number of them that have it. */
  readonly beginnings: readonly number[];
}

interface StepRow extends Omit<Hit, "id"> {
  /** Null if no comment matches. */
  readonly id: number | null;
  readonly edge: number | null;
  readonly read: number;
  readonly beginnings: readonly number[] | null;
}

/** Runs the statements of a walk through one search's matches. */
export class Steps {
  readonly #database: IndexDatabase;
  readonly #cells: Cells;
  readonly #queries: MatchQueries;
  readonly #options: Bounds & Pick<WalkOptions, "direction">;
  readonly #order: "desc" | "asc";

  constructor(
    database: IndexDatabase,
    cells: Cells,
    queries: MatchQueries,
    options: Bounds & Pick<WalkOptions, "direction">,
  ) {
    this.#database = database;
    this.#cells = cells;
    this.#queries = queries;
    this.#options = options;
    this.#order = options.direction === "down" ? "desc" : "asc";
  }

  /** Lists the cells that have comments, in the order of the walk. */
  async cellsIn({ low, high }: Stretch): Promise<number[]> {
    const rows = await this.#database.read<{ cell: number }>(
      `select cell from ${schema}.cells where cell between $1 and $2 order by cell ${this.#order}`,
      this.#cells.of(low),
      this.#cells.of(high),
    );
    return rows.map(({ cell }) => cell);
  }

  /** Reads comments one after the other, whatever their words. */
  async readFacts(
    stretch: Stretch,
    options: { readonly most: number; readonly wanted: number },
  ): Promise<Step> {
    return await this.#read(stretch, options, { isMatch: "true", counts: [], parameters: new Parameters() });
  }

  /** Reads comments of one cell one after the other, with their words. */
  async readWords(
    cell: number,
    stretch: Stretch,
    options: { readonly most: number; readonly wanted: number; readonly beginnings: readonly Term[] },
  ): Promise<Step> {
    const queries = this.#queries;
    const parameters = new Parameters();
    const prefix = this.#cells.prefix(cell);
    const tsquery = (query: string) => parameters.add(query, "tsquery");
    const counts = options.beginnings.map(
      (each) => `count(*) filter (where words @@ ${tsquery(queries.term(prefix, each))})::int`,
    );
    const exact = tsquery(queries.exact(prefix));
    const loose = () => tsquery(queries.loose(prefix));
    const isMatch = wordsMatch({ exact, loose, patterns: queries.patterns }, parameters);
    return await this.#read(stretch, options, { isMatch, counts, parameters });
  }

  /** Looks words up in cells. */
  async lookUp(cells: readonly number[], stretch: Stretch, wanted: number): Promise<Step> {
    const parameters = new Parameters();
    const most = this.#queries.needsCheck ? mostChecked : wanted;
    const { lookedUp, isMatch } = lookUpWords(
      this.#queries,
      {
        prefixes: cells.map((cell) => this.#cells.prefix(cell)),
        bounds: this.#options,
        where: between("c.id + 0", stretch, parameters),
        order: `f.id + 0 ${this.#order}`,
        most,
      },
      parameters,
    );
    const rows = await this.#database.read<StepRow>(
      `with looked_up as materialized (${lookedUp}), edge as (
        select ${this.#last("id")} as edge, count(*)::int as read, null::int[] as beginnings from looked_up
      )
      select edge.*, c.* from edge left join looked_up c on ${isMatch} order by c.id ${this.#order}`,
      ...parameters.values,
    );
    return stepOf(rows, most);
  }

  async #read(
    stretch: Stretch,
    { most, wanted }: { readonly most: number; readonly wanted: number },
    { isMatch, counts, parameters }: { isMatch: string; counts: readonly string[]; parameters: Parameters },
  ): Promise<Step> {
    const rows = await this.#database.read<StepRow>(
      `with looked_at as materialized (
        select * from ${comments} c where ${between("c.id", stretch, parameters)}
        order by c.id ${this.#order} limit ${parameters.add(most, "bigint")}
      ), edge as (
        select ${this.#last("id")} as edge, count(*)::int as read, array[${counts.join(", ")}]::int[] as beginnings
        from looked_at
      )
      select edge.*, h.* from edge left join (
        select ${hitColumns(this.#options, parameters)} from looked_at c
        cross join lateral (select c.words, c.long_text) w
        where ${conditions(this.#options, parameters)} and ${isMatch}
        order by c.id ${this.#order} limit ${parameters.add(wanted, "bigint")}
      ) h on true order by h.id ${this.#order}`,
      ...parameters.values,
    );
    return stepOf(rows, most);
  }

  #last(column: string): string {
    return `${this.#order === "desc" ? "min" : "max"}(${column})`;
  }
}

function stepOf(rows: readonly StepRow[], most: number): Step {
  const [{ edge, read, beginnings } = { edge: null, read: 0, beginnings: null }] = rows;
  return {
    hits: rows.flatMap(({ id, reference, posted_ms, length, score }) =>
      id === null ? [] : [{ id, reference, posted_ms, length, score }],
    ),
    edge: read < most ? undefined : (edge ?? undefined),
    read,
    beginnings: beginnings ?? [],
  };
}
