import type { Config } from "../config.ts";
import type { SearchIndex } from "../forum/search-index.ts";
import { isPostgresUrl } from "../postgres/postgres-url.ts";
import { openPostgresIndex } from "./postgres/postgres-index.ts";
import { openSearchIndex, searchPath } from "./sqlite/open-search-index.ts";

/**
 * Opens the search index where the bot's other data is: in Postgres, or in a file beside the SQLite database.
 * @throws {ConfigError} if there can be no file
 */
export function openIndex({ databaseUrl }: Pick<Config, "databaseUrl">): SearchIndex {
  return isPostgresUrl(databaseUrl)
    ? openPostgresIndex(databaseUrl)
    : openSearchIndex(searchPath(databaseUrl));
}
