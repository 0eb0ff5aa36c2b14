import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runBenchmark } from "./run-benchmark.ts";

interface Tiny {
  readonly environment?: Readonly<Record<string, string>>;
  /** Matches the output at the end. */
  readonly says: RegExp;
}

/** Every benchmark at its smallest size, except those that have files of their own. */
const benchmarks: Readonly<Record<string, Tiny>> = {
  text: { says: /1000000 characters +[\d.]+ ms/ },
  ledger: {
    environment: { BENCH_COMMENTS: "10", BENCH_LEVELS: "OFF" },
    says: /OFF +\d+ comments\/s.*OFF +\d+ comments\/s/s,
  },
  commands: { environment: { BENCH_SIZE: "600" }, says: /autocomplete of a comment: [\d.]+/ },
  "scale/throughput": {
    environment: {
      BENCH_FOLLOWERS: "2",
      BENCH_POSTS: "1",
      BENCH_COMMENTS: "5",
      BENCH_CASES: "no limits, (one count|no counts)$",
    },
    says: /no counts: [\d.]+ s; 0 × 429, 0 invalid requests, 0 violations, 0 pings, 0 warnings.*\| no limits, no counts \| [\d.]+ \|/s,
  },
  "scale/answers": {
    environment: { BENCH_SHAPE: "sliding", BENCH_SERVERS: "3", BENCH_COMMENTS: "2", BENCH_COMMANDS: "3" },
    says: /: 3 of 3 answered.*at once: 3 of 3 answered.*0 answers refused.*0 × 429, .*0 violations, 0 pings, 0 warnings/s,
  },
  sources: {
    environment: { BENCH_THREAD: "20", BENCH_DAYS: "0.02", BENCH_QUIET: "0", BENCH_ROUNDS: "0" },
    says: /\| discourse \| \d+ \| [\d,]+ \| 28,800 [\s\S]*\| feed \| \d+ \|/,
  },
  "scale/sweeps": {
    environment: { BENCH_THREADS: "50", BENCH_SERVERS: "1", BENCH_CHOICES: "5" },
    says: /50 threads.*choosing [\d.]+.*1 servers: \d readings? .* \d in 3 sweeps/s,
  },
  "scale/fan-out": {
    environment: { BENCH_SERVERS: "3", BENCH_COMMENTS: "2" },
    says: /documented limits: first [\d.]+ s, half [\d.]+ s, last [\d.]+ s; 0 × 429, .* 0 violations, 0 pings, 0 warnings/,
  },
  "scale/simulate": {
    environment: { BENCH_SERVERS: "1000", BENCH_ADDRESSES: "1" },
    says: /1000 servers: 1 shards.*\| 1 \| 1 % \| 1 s, /s,
  },
  "scale/servers": {
    environment: { BENCH_SERVERS: "3", BENCH_CHANNELS: "5", BENCH_CLIENTS: "bot" },
    says: /3 servers with 5 channels each.*bot +-?[\d.]+ kB of heap per server/s,
  },
};

describe("a benchmark", () => {
  it.each(Object.entries(benchmarks))("runs to its end: %s", async (name, { environment, says }) => {
    expect(await runBenchmark(name, environment)).toMatch(says);
  });

  it("is run by these tests if npm knows it", () => {
    const { scripts } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    const known = Object.keys(scripts).filter((name) => name.startsWith("bench:"));
    const run = ["mirror", "search", "scale/store", "scale/move", ...Object.keys(benchmarks)].map(
      (name) => `bench:${name.replace("/", ":")}`,
    );
    expect(known.toSorted()).toEqual(run.toSorted());
  });
});
