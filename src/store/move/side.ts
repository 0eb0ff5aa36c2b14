import { existsSync } from "node:fs";
import { type Kysely, sql } from "kysely";
import { ConfigError } from "../../config.ts";
import { isPostgresUrl } from "../../postgres/postgres-url.ts";
import { databasePath, inMemory } from "../../sqlite/database-path.ts";
import { removeDatabase } from "../../sqlite/remove-database.ts";
import type { Engine } from "../engines/engine.ts";
import { openPostgres } from "../engines/postgres-engine.ts";
import { openSqlite } from "../engines/sqlite-engine.ts";
import { makeLeaseTables } from "../leases/make-lease-tables.ts";
import type { SqliteLock } from "../leases/sqlite-lock.ts";
import { NewerDatabase } from "../newer-database.ts";
import type { Schema } from "../schema.ts";
import { runsSideBySide } from "../transact.ts";
import { lockFile, lockLeases, requireNoLeases } from "./keep-bots-away.ts";
import { namedOption, type Option } from "./named-option.ts";

/** One of the two databases of a move. During its transaction, no bot can use it. */
export class Side implements AsyncDisposable {
  readonly engine: Engine;
  readonly #option: Option;
  readonly #lock: SqliteLock | undefined;
  readonly #newFile: string | undefined;
  #isKept = false;

  private constructor(
    option: Option,
    engine: Engine,
    file?: { lock: SqliteLock; newFile: string | undefined },
  ) {
    this.#option = option;
    this.engine = engine;
    this.#lock = file?.lock;
    this.#newFile = file?.newFile;
  }

  /** @throws {ConfigError} if a bot uses the database, or it cannot be used */
  static async open(option: Option, url: string): Promise<Side> {
    return await namedOption(option, async () =>
      isPostgresUrl(url) ? await Side.#openServer(option, url) : await Side.#openFile(option, url),
    );
  }

  static async #openServer(option: Option, url: string): Promise<Side> {
    const engine = openPostgres(url, ignore, ignore);
    // The transaction looks again, and keeps bots away. A database that is in use is not even migrated.
    return await new Side(option, engine).checked(async () => {
      await makeLeaseTables(engine.db as unknown as Kysely<object>);
      await requireNoLeases(engine.db, engine.name);
    });
  }

  static async #openFile(option: Option, url: string): Promise<Side> {
    const path = databasePath(url);
    if (path === inMemory)
      throw new ConfigError(["DATABASE_URL: a database in memory ends with its process; name a file"]);
    const lock = lockFile(url);
    const newFile = existsSync(path) ? undefined : path;
    try {
      return new Side(option, openSqlite(url, ignore), { lock, newFile });
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  get name(): string {
    return this.engine.name;
  }

  /**
   * Runs a step that needs this database.
   * @throws {ConfigError} if the database fails
   */
  async run<T>(step: () => Promise<T>): Promise<T> {
    const { engine } = this;
    return await this.#explained(step, (error) =>
      engine.health.faultOf(error) === undefined ? error : engine.explain(error),
    );
  }

  /**
   * Runs a transaction that sees the database as it is at one moment, and may take as long as it needs.
   * @throws {ConfigError} if a bot uses the database, or the database fails
   */
  async transact<T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
    const transaction = this.engine.db.transaction().setIsolationLevel("repeatable read");
    return await this.run(() =>
      transaction.execute(async (db) => {
        if (runsSideBySide(db)) {
          await lockLeases(db, this.engine.name);
          await sql`set local statement_timeout = 0`.execute(db);
          await sql`set local idle_in_transaction_session_timeout = 0`.execute(db);
        } else await sql`pragma defer_foreign_keys = on`.execute(db);
        return await work(db);
      }),
    );
  }

  /**
   * Returns itself after a check, and closes itself if the check fails.
   * @throws {ConfigError} if the database fails the check, or cannot be used at all
   */
  async checked(check: () => Promise<void>): Promise<Side> {
    const { engine } = this;
    try {
      await this.#explained(check, (error) =>
        error instanceof NewerDatabase ? error.explain(engine.name) : engine.explain(error),
      );
      return this;
    } catch (error) {
      await this[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Keeps the database if it is a new file; otherwise, it is removed at the end. */
  keep(): void {
    this.#isKept = true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.engine.db.destroy();
    if (this.#newFile !== undefined && !this.#isKept) removeDatabase(this.#newFile);
    this.#lock?.release();
  }

  async #explained<T>(step: () => Promise<T>, explain: (error: unknown) => unknown): Promise<T> {
    return await namedOption(this.#option, async () => {
      try {
        return await step();
      } catch (error) {
        throw explain(error);
      }
    });
  }
}

/** Errors name the fault anyway. */
function ignore(): void {}
