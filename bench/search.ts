// Measures how fast a large archive is searched with the index in SQLite and in Postgres, and in how much memory. Run it with `npm
// run bench:search`. Options: `--compare=100000` (0 leaves the other engines out), `--corpus=<folder>` of real comments,
// `--folder=<folder>` to keep the archive and use it again. BENCH_COMMENTS is the size of the archive, BENCH_POSTGRES the address of
// a database to use instead of one from npm: empty, or with the index that an earlier run left. BENCH_ENGINES names the engines
// (SQLite,Postgres), and BENCH_ROUNDS limits the number of questions of each kind.
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { parseArgs, promisify } from "node:util";
import { openArchive } from "../src/archive/open-archive.ts";
import { systemClock } from "../src/clock.ts";
import { openIndex } from "../src/search/open-index.ts";
import { runSql } from "../test/postgres/run-sql.ts";
import { startPostgres } from "../test/postgres/start-server.ts";
import { type GeneratedForum, generateForum } from "./search/generate.ts";
import { readMaterial } from "./search/material.ts";
import { megabytes, show, type Times } from "./search/measure.ts";
import { askAbout } from "./search/questions.ts";

const { values } = parseArgs({
  options: {
    compare: { type: "string", default: "100000" },
    folder: { type: "string" },
    corpus: { type: "string", default: join(import.meta.dirname, "../../shared/corpus") },
  },
});
const size = Number(process.env.BENCH_COMMENTS ?? 1_000_000);
const compared = Number(values.compare);
const folder = values.folder ?? mkdtempSync(join(tmpdir(), "commonplace-search-"));
const cache = `sqlite:${folder}/bench.cache.db`;

async function fillArchive(forum: GeneratedForum): Promise<void> {
  const archive = await openArchive(cache, { onError: console.error });
  for (let place = 0; place < forum.posts.length; place += 1000)
    await archive.posts.put(forum.posts.slice(place, place + 1000));
  let batch = [];
  for (const comment of forum.comments()) {
    batch.push(comment);
    if (batch.length < 2000) continue;
    await archive.comments.put(batch);
    batch = [];
  }
  await archive.comments.put(batch);
  await archive.close();
}

async function buildIndex(engine: string, databaseUrl: string): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAtMs = performance.now();
  const index = openIndex({ databaseUrl });
  const archive = await openArchive(cache, {
    indexed: { index, clock: systemClock },
    onError: console.error,
  });
  await archive.settled();
  const seconds = (performance.now() - startedAtMs) / 1000;
  delay.disable();
  await archive.close();
  console.log(
    `${engine}: index built from the archive in the background in ${seconds.toFixed(0)} s, ${Math.round(size / seconds)} comments/s; ` +
      `others waited meanwhile: p50 ${ms(delay.percentile(50))}, p99 ${ms(delay.percentile(99))}, longest ${ms(delay.max)}; ` +
      `size ${megabytes(await sizeOf(databaseUrl))} MB; peak memory so far ${megabytes(process.resourceUsage().maxRSS * 1024)} MB`,
  );
}

async function sizeOf(databaseUrl: string): Promise<number> {
  if (databaseUrl.startsWith("sqlite:")) return statSync(`${folder}/bench.search.db`).size;
  const [found] = await runSql<{ size: string }>(
    databaseUrl,
    "select pg_database_size(current_database()) as size",
  );
  return Number(found?.size);
}

function ms(nanoseconds: number): string {
  return `${(nanoseconds / 1e6).toFixed(0)} ms`;
}

/** The bot's own flags. */
const frugal = ["--max-semi-space-size=4"];
const spacious = ["--expose-gc", "--max-old-space-size=8000"];

async function runScript<T>(
  script: string,
  flags: readonly string[],
  args: readonly (string | number)[],
): Promise<T> {
  const path = join(import.meta.dirname, "search", script);
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, path, ...args.map(String)], {
    maxBuffer: 1e8,
  });
  return JSON.parse(stdout) as T;
}

interface Asked {
  readonly results: Readonly<Record<string, Times>>;
  readonly matches: number;
  readonly short: number;
  readonly peakBytes: number;
}

interface Compared {
  readonly results: Readonly<Record<string, Times>>;
  readonly buildMs: number;
  readonly residentBytes: number;
  readonly indexBytes: number | undefined;
}

async function compare(): Promise<void> {
  const engines: Record<string, Compared> = {};
  for (const name of ["own", "minisearch", "orama"]) {
    engines[name] = await runScript<Compared>("engines.ts", spacious, [
      name,
      folder,
      compared,
      values.corpus,
    ]);
  }
  const names = Object.keys(engines);
  const row = (title: string, cell: (engine: Compared) => string) =>
    console.log(
      `| ${title} | ${names.map((name) => (engines[name] === undefined ? "" : cell(engines[name]))).join(" | ")} |`,
    );
  console.log(
    `\n${compared} comments, plain text given\n\n| | ${names.join(" | ")} |\n|---|${"---|".repeat(names.length)}`,
  );
  row("build, s", ({ buildMs }) => (buildMs / 1000).toFixed(1));
  row("resident memory after building, MB", ({ residentBytes }) => megabytes(residentBytes));
  for (const kind of Object.keys(engines.own?.results ?? {}))
    row(`${kind}, p50 and p99 ms`, ({ results }) => {
      const times = results[kind];
      return times === undefined ? "" : `${times.p50.toFixed(2)} / ${times.p99.toFixed(2)}`;
    });
  console.log("Each kind was asked 100 times at most, and for 20 s at most.");
}

const { BENCH_POSTGRES: given, BENCH_ENGINES: engines = "SQLite,Postgres" } = process.env;
const postgres =
  given === undefined && engines.includes("Postgres")
    ? await startPostgres({ isDurable: true, parent: folder })
    : undefined;
const urls = { SQLite: `sqlite:${folder}/bench.db`, Postgres: given ?? `${postgres?.url}/postgres` };

try {
  const material = await readMaterial(values.corpus);
  const forum = generateForum(material, size);
  const startedAtMs = performance.now();
  if (!existsSync(`${folder}/bench.cache.db`)) await fillArchive(forum);
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${folder}/bench.search.db${suffix}`, { force: true });
  const filled = statSync(`${folder}/bench.cache.db`).size;
  console.log(`${size} comments of ${material.name}, archive ${megabytes(filled)} MB`);
  console.log(`archive filled in ${((performance.now() - startedAtMs) / 1000).toFixed(0)} s`);
  writeFileSync(`${folder}/questions.json`, JSON.stringify(askAbout(forum, material)));
  const asked: Record<string, Asked> = {};
  for (const [engine, url] of Object.entries(urls).filter(([name]) => engines.includes(name))) {
    await buildIndex(engine, url);
    const answered = await runScript<Asked>("ask-archive.ts", frugal, [folder, url]);
    console.log(
      `${engine}: a process that opens and answers takes ${megabytes(answered.peakBytes)} MB at its peak; ` +
        `${answered.matches} comments given, ${answered.short} first pages cut short`,
    );
    asked[engine] = answered;
  }
  const names = Object.keys(asked);
  console.log(`\n| p50, p99 and longest, ms | ${names.join(" | ")} |\n|---|${"---|".repeat(names.length)}`);
  for (const kind of Object.keys(asked[names[0] ?? ""]?.results ?? {})) {
    const cells = names.map((engine) => {
      const times = asked[engine]?.results[kind];
      return times === undefined ? "" : show(times).replaceAll(" | ", " / ");
    });
    console.log(`| ${kind} | ${cells.join(" | ")} |`);
  }
  if (compared > 0) await compare();
} finally {
  await postgres?.stop();
  if (values.folder === undefined) rmSync(folder, { recursive: true });
}
