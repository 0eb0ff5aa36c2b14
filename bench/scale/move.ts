// Measures how long `npm run move` takes from SQLite to Postgres and back, and compares what arrives. Run it with
// `npm run bench:scale:move`. BENCH_ROWS is the number of ledger rows (1,000,000), BENCH_FOLDER the folder of both databases,
// BENCH_POSTGRES the address of an empty database to use instead of one from npm.
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { moveStore } from "../../src/store/move/move-store.ts";
import { tables } from "../../src/store/move/tables.ts";
import { startPostgres } from "../../test/postgres/start-server.ts";
import { fillStore } from "../../test/store/move/fill-store.ts";

const rows = Number(process.env.BENCH_ROWS ?? 1_000_000);
const parent = process.env.BENCH_FOLDER ?? tmpdir();
const { BENCH_POSTGRES: given } = process.env;

const folder = mkdtempSync(join(parent, "commonplace-move-"));
const [there, back] = ["there", "back"].map((name) => join(folder, `${name}.db`)) as [string, string];

/** Reads a file without the mover's own code. */
function fingerprint(path: string): string {
  const sum = createHash("sha256");
  const file = new Database(path, { readonly: true });
  for (const table of tables) {
    const statement = file.prepare<[], Record<string, unknown>>(`select * from ${table} order by 1, 2`);
    for (const row of statement.iterate()) sum.update(JSON.stringify(row));
  }
  file.close();
  return sum.digest("hex");
}

async function measure(name: string, from: string, to: string): Promise<void> {
  const startedAt = performance.now();
  const moved = await moveStore(from, to, () => undefined);
  const seconds = (performance.now() - startedAt) / 1000;
  const { rows: count, checksum } = moved.get("ledger") ?? { rows: 0, checksum: "" };
  const rate = (count / seconds).toFixed(0);
  console.log(
    `${name}: ${count} ledger rows in ${seconds.toFixed(1)} s, ${rate} rows/s, checksum ${checksum}`,
  );
}

const postgres = given === undefined ? await startPostgres({ isDurable: true, parent }) : undefined;
const server = given ?? `${postgres?.url}/postgres`;
await fillStore(there, { ledger: rows });
console.log(`${(statSync(there).size / 1e6).toFixed(1)} MB in SQLite`);
await measure("SQLite to Postgres", `sqlite:${there}`, server);
await measure("Postgres to SQLite", server, `sqlite:${back}`);
const isSame = fingerprint(there) === fingerprint(back);
console.log(isSame ? "what came back is the same" : "WHAT CAME BACK DIFFERS");
console.log(`${Math.round(process.resourceUsage().maxRSS / 1024)} MB of memory at most`);
await postgres?.stop();
rmSync(folder, { recursive: true });
process.exit(isSame ? 0 : 1);
