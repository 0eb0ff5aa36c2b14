import { expect, it } from "vitest";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import { runBenchmark } from "./run-benchmark.ts";

it.skipIf(!hasPostgres)(`measures searches with both kinds of index ${needsPostgres}`, async () => {
  const database = await PostgresDatabase.create({ isEmpty: true });
  const tiny = { BENCH_POSTGRES: database.url, BENCH_COMMENTS: "300" };
  const stdout = await runBenchmark("search", tiny, ["--compare=100", "--corpus=none"]);
  expect(stdout).toMatch(/\| every lookup \| [\d.]+ \/ [\d.]+ \/ [\d.]+ \| [\d.]+ \/ [\d.]+ \/ [\d.]+ \|/);
  expect(stdout).toMatch(/\| own \| minisearch \| orama \|.*Each kind was asked/s);
  await database.drop();
});
