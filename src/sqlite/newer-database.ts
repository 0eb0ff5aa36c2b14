/** The database was migrated by a newer version of the bot. */
export class NewerDatabase extends Error {
  override readonly name = "NewerDatabase";
  /** Migrations that this version does not know, oldest first. */
  readonly migrations: readonly string[];

  constructor(migrations: readonly string[]) {
    super(`unknown migrations: ${migrations.join(", ")}`);
    this.migrations = migrations;
  }
}
