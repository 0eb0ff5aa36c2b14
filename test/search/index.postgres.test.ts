import { afterAll, beforeAll, describe } from "vitest";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import { anySearch } from "./contract/any-search.ts";
import type { OpenIndex } from "./contract/indexed.ts";
import { searching } from "./contract/searching.ts";
import { openIn } from "./open-in.ts";

describe.skipIf(!hasPostgres)(`the index in Postgres ${needsPostgres}`, () => {
  let database: PostgresDatabase;
  const open: OpenIndex = (options) => openIn(database, options);

  beforeAll(async () => {
    database = await PostgresDatabase.create();
  });
  afterAll(() => database.drop());

  searching(open);
  anySearch(open);
});
