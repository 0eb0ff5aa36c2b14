import { ConfigError } from "../config.ts";

/** The database was migrated by a newer version of the bot. */
export class NewerDatabase extends Error {
  override readonly name = "NewerDatabase";
  /** Migrations that this version does not know, oldest first. */
  readonly migrations: readonly string[];

  constructor(migrations: readonly string[]) {
    super(`unknown migrations: ${migrations.join(", ")}`);
    this.migrations = migrations;
  }

  /** Explains the error to an operator. */
  explain(database: string): ConfigError {
    return new ConfigError([
      `DATABASE_URL: ${database} was migrated by a newer version of the bot, and this version is too old for it: ` +
        `update the bot to a version with the migration ${this.migrations.at(-1)}, or restore the backup made before the update (docs/run-it.md)`,
    ]);
  }
}
