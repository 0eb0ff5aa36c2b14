import { expect, it } from "vitest";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import { runBenchmark } from "./run-benchmark.ts";

it.skipIf(!hasPostgres)(`measures the ledger on both kinds of database ${needsPostgres}`, async () => {
  const database = await PostgresDatabase.create({ isEmpty: true });
  const tiny = { BENCH_POSTGRES: database.url, BENCH_THREADS: "3", BENCH_COMMENTS: "3" };
  const stdout = await runBenchmark("scale/store", tiny);
  expect(stdout).toMatch(/SQLite +\d+ messages\/s, × 1\.00 of SQLite.*\nPostgres +\d+ messages\/s/);
  await database.drop();
});
