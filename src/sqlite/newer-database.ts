/** The database was brought forward by a version of the bot that knows more than this one. */
export class NewerDatabase extends Error {
  override readonly name = "NewerDatabase";
  /** What this version does not know, oldest first. */
  readonly migrations: readonly string[];

  constructor(migrations: readonly string[]) {
    super(`unknown migrations: ${migrations.join(", ")}`);
    this.migrations = migrations;
  }
}
