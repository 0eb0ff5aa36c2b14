import { afterAll, beforeAll, describe } from "vitest";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import { lend } from "../postgres/store-database.ts";
import { storeContract } from "./contract/store-contract.ts";

describe.skipIf(!hasPostgres)(`the store in Postgres ${needsPostgres}`, () => {
  let database: PostgresDatabase;

  beforeAll(async () => {
    database = await PostgresDatabase.create();
  });
  afterAll(() => database.drop());

  storeContract(() => lend(database));
});
