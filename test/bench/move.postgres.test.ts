import { expect, it } from "vitest";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import { runBenchmark } from "./run-benchmark.ts";

it.skipIf(!hasPostgres)(`measures a move between both kinds of database ${needsPostgres}`, async () => {
  const database = await PostgresDatabase.create({ isEmpty: true });
  const stdout = await runBenchmark("scale/move", { BENCH_POSTGRES: database.url, BENCH_ROWS: "20" });
  const [there, back] = [...stdout.matchAll(/: 20 ledger rows in .* checksum (\w+)/g)].map(([, sum]) => sum);
  expect(there).toBe(back);
  expect(stdout).toContain("what came back is the same");
  await database.drop();
});
