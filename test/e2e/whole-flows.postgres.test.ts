import { afterEach, beforeEach, describe } from "vitest";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import { wholeFlows } from "./whole-flows.ts";

describe.skipIf(!hasPostgres)(`the bot on Postgres ${needsPostgres}`, () => {
  let database: PostgresDatabase;

  beforeEach(async () => {
    database = await PostgresDatabase.create();
  });
  // After the world has closed.
  afterEach(() => database.drop());

  wholeFlows(() => database.url);
});
