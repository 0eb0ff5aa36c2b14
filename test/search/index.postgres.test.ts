import { afterAll, beforeAll, describe } from "vitest";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import type { OpenIndex } from "./contract/indexed.ts";
import { searchContract } from "./contract/search-contract.ts";
import { openIn } from "./open-in.ts";

describe.skipIf(!hasPostgres)(`the index in Postgres ${needsPostgres}`, () => {
  let database: PostgresDatabase;
  const open: OpenIndex = (options) => openIn(database, options);

  beforeAll(async () => {
    database = await PostgresDatabase.create();
  });
  afterAll(() => database.drop());

  searchContract(open);
});
