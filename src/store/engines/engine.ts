import type { Kysely } from "kysely";
import type { ConfigError } from "../../config.ts";
import type { Schema } from "../schema.ts";
import type { StoreHealth } from "../store-health.ts";

/** An open database for the store. */
export interface Engine {
  /** Names the database in messages. */
  readonly name: string;
  readonly db: Kysely<Schema>;
  readonly health: StoreHealth;
  /** Migrates the database to the newest schema at startup. A failed migration leaves it as it was. */
  migrate(): Promise<void>;
  /** Explains an error at startup to an operator. */
  explain(error: unknown): ConfigError;
}
