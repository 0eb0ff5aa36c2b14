// `npm run move -- --from sqlite:<path> --to postgres://…`, or back: moves everything that must not be lost to another database.
// See docs/run-it.md.
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { moveArchive } from "./archive/move-archive.ts";
import { ConfigError, databaseUrlOf, usualCacheUrl } from "./config.ts";
import { progressLine } from "./move/progress-line.ts";
import { isPostgresUrl } from "./postgres/postgres-url.ts";
import { databasePath } from "./sqlite/database-path.ts";
import { databaseName } from "./store/has-store.ts";
import type { Copied } from "./store/move/copy-tables.ts";
import { moveStore, UncertainMove } from "./store/move/move-store.ts";
import { namedOption, type Option } from "./store/move/named-option.ts";

const usage = "npm run move -- --from sqlite:<path> --to postgres://user:password@host:5432/name";

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { from: { type: "string" }, to: { type: "string" } } });
  const from = await addressOf("--from", values.from);
  const to = await addressOf("--to", values.to);
  const startedAtMs = performance.now();
  const { stdout } = process;
  const onProgress = progressLine(stdout.isTTY, (text) => stdout.write(text));
  const copied = await moveStore(from, to, onProgress);
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  console.log(tableOf(copied));
  await moveCache(usualCacheUrl(from), usualCacheUrl(to));
  const next = isPostgresUrl(to) ? `${databaseName(to)} (with its password)` : to;
  console.log(`
Moved and compared in ${seconds} s. Set DATABASE_URL to ${next} and start the bot.
Keep ${databaseName(from)} as a backup, and never start a bot on it again: it would post again everything posted since the move.`);
}

async function addressOf(option: Option, given: string | undefined): Promise<string> {
  if (given === undefined || given.trim() === "")
    throw new ConfigError([`${option}: name both databases: ${usage}, or the other way round`]);
  return await namedOption(option, () => databaseUrlOf({ DATABASE_URL: given }));
}

/** The archive moves too if it is where it usually is. It can be fetched again, so a failure changes nothing. */
async function moveCache(from: string, to: string): Promise<void> {
  if ((process.env.CACHE_URL ?? "").trim() !== "") return;
  if (from.startsWith("sqlite:") && !existsSync(databasePath(from))) return;
  const { stdout } = process;
  try {
    const records = await moveArchive(from, to, (moved) => {
      if (stdout.isTTY) stdout.write(`\rcopying the cache: ${moved} records`);
    });
    console.log(`${stdout.isTTY ? "\r" : ""}The cache has moved too: ${records} records.`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.warn(
      `The cache was not moved completely (${reason}). The bot reads what is missing from the sites again.`,
    );
  }
}

function tableOf(copied: Copied): string {
  const lines = [...copied].map(
    ([table, { rows, checksum }]) => `${table.padEnd(18)} ${String(rows).padStart(12)}  ${checksum}`,
  );
  return [`${"table".padEnd(18)} ${"rows".padStart(12)}  checksum, the same in both`, ...lines].join("\n");
}

try {
  await run();
} catch (error) {
  if (error instanceof UncertainMove) console.error(error.message);
  else if (error instanceof ConfigError || isUsage(error)) {
    const faults = error instanceof ConfigError ? error.faults : [`${error.message}: ${usage}`];
    console.error(`Nothing was moved:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
  } else throw error;
  process.exitCode = 1;
}

/** https://nodejs.org/api/util.html#utilparseargsconfig */
function isUsage(error: unknown): error is Error {
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}
