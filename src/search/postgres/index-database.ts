import type { PostgresPool, PostgresPoolClient } from "kysely";
import { openPool } from "../../postgres/open-pool.ts";
import { isMissing, isUndone } from "../../postgres/postgres-fault.ts";
import { knowsLz4, ownTables, ownVersion, schema, sharedSchema, sharedTables, useLz4 } from "./tables.ts";

/** Runs one statement. */
export type Run = <Row = unknown>(sql: string, ...parameters: readonly unknown[]) => Promise<readonly Row[]>;

/** Searches share a few connections, so that they leave enough for the store. */
const readers = 4;
const writers = 2;
const readMs = 3_000;
const writeMs = 10_000;
/** Maximum number of times that a transaction is tried. */
const mostTries = 5;
/** Key of the lock under which the index is changed. */
const lock = `select pg_advisory_xact_lock(hashtextextended('${sharedSchema}', 0))`;
/** Steps of a search are small and alike: compiling them, running them in parallel or reading whole tables would only delay them. */
const settings = {
  jit: "off",
  max_parallel_workers_per_gather: "0",
  plan_cache_mode: "force_custom_plan",
  enable_seqscan: "off",
};

/** The index's part of a Postgres database. Creates the tables when they are first used, and again after someone removed them. */
export class IndexDatabase {
  readonly #readers: PostgresPool;
  readonly #writers: PostgresPool;
  #prepared: Promise<void> | undefined;

  constructor(url: string) {
    // Opening a connection takes longer than a search.
    this.#readers = openPool(url, { connections: readers, kept: readers, statementMs: readMs, settings });
    this.#writers = openPool(url, { connections: writers, statementMs: writeMs, settings });
  }

  /** Runs one statement for a search. */
  readonly read: Run = async (sql, ...parameters) =>
    await this.#use(this.#readers, async (run) => await run(sql, ...parameters));

  /** Runs one statement that may change something. */
  readonly write: Run = async (sql, ...parameters) =>
    await repeated(() => this.#use(this.#writers, async (run) => await run(sql, ...parameters)));

  /**
   * Changes the index in one transaction, while no other process does. `work` may run several times, but takes effect only once.
   * @param isDurable false if losing the change in a power cut does no harm
   */
  async change<T>(
    work: (run: Run) => Promise<T>,
    { isDurable }: { readonly isDurable: boolean },
  ): Promise<T> {
    return await repeated(() => this.#use(this.#writers, (run) => inTransaction(run, work, isDurable)));
  }

  async close(): Promise<void> {
    await Promise.all([this.#readers.end(), this.#writers.end()]);
  }

  async #use<T>(pool: PostgresPool, work: (run: Run) => Promise<T>): Promise<T> {
    this.#prepared ??= withClient(this.#writers, createTables);
    const prepared = this.#prepared;
    try {
      await prepared;
      return await withClient(pool, work);
    } catch (error) {
      if (this.#prepared === prepared && (isMissing(error) || (await hasFailed(prepared))))
        this.#prepared = undefined;
      throw error;
    }
  }
}

async function hasFailed(promise: Promise<void>): Promise<boolean> {
  return await promise.then(
    () => false,
    () => true,
  );
}

async function withClient<T>(pool: PostgresPool, work: (run: Run) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(runOn(client));
  } finally {
    client.release();
  }
}

function runOn(client: PostgresPoolClient): Run {
  return async <Row>(sql: string, ...parameters: readonly unknown[]) =>
    (await client.query<Row>(sql, parameters)).rows;
}

/** Repeats work that was undone because transactions got in each other's way. */
async function repeated<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isUndone(error) || tries === mostTries) throw error;
    }
  }
}

async function inTransaction<T>(run: Run, work: (run: Run) => Promise<T>, isDurable: boolean): Promise<T> {
  await run("begin");
  try {
    if (!isDurable) await run("set local synchronous_commit = off");
    await run(lock);
    const result = await work(run);
    await run("commit");
    return result;
  } catch (error) {
    await run("rollback").catch(() => undefined);
    throw error;
  }
}

async function createTables(run: Run): Promise<void> {
  await inTransaction(
    run,
    async () => {
      await run(sharedTables);
      const [own] = await run<{ name: string | null }>(`select to_regclass('${schema}.facts')::text as name`);
      if (own?.name === null || own === undefined) {
        await run(ownTables);
        if ((await run(knowsLz4)).length > 0) await run(useLz4);
      }
      await run(
        `insert into ${sharedSchema}.versions (version) values ($1) on conflict do nothing`,
        ownVersion,
      );
    },
    true,
  );
}
