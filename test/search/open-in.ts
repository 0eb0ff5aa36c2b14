import type { SearchIndex } from "../../src/forum/search-index.ts";
import { openPostgresIndex } from "../../src/search/postgres/postgres-index.ts";
import type { PostgresDatabase } from "../postgres/database.ts";
import type { EngineOptions } from "./contract/indexed.ts";

/** Positions of time, 16 a second, in which the tests have about one comment. */
const positionsPerComment = 256;

/** Opens an index in a database for tests. */
export function openIn({ url }: PostgresDatabase, { stepSize, searchMs }: EngineOptions = {}): SearchIndex {
  return openPostgresIndex(url, {
    ...(stepSize === undefined ? {} : { cellSize: stepSize * positionsPerComment }),
    ...(searchMs === undefined ? {} : { searchMs }),
  });
}
