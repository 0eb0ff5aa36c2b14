/**
 * Records what a version of the bot leaves behind: its databases, a Discord and a forum, after everything that `scene.ts` does.
 *
 *     git worktree add ../old <commit> && (cd ../old && npm ci)
 *     npx node test/upgrade/record.ts ../old <commit>
 *
 * A version that was recorded stays as it is: the test opens it with the present bot.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";
import Database from "better-sqlite3";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { readSample } from "loopback-forum/sample.ts";
import { MovableClock } from "../e2e/movable-clock.ts";
import { playScene } from "./scene.ts";

const [checkout = ".", name = "unnamed"] = process.argv.slice(2);
const recordedAtMs = Date.parse("2026-11-26T12:00:00Z");

async function load<Module>(file: string): Promise<Module> {
  return (await import(pathToFileURL(resolve(checkout, file)).href)) as Module;
}
const { start } = await load<typeof import("../../src/main.ts")>("src/main.ts");
const { readConfig } = await load<typeof import("../../src/config.ts")>("src/config.ts");
// Commits before this export read no such argument.
const { sourceKinds } = await load<typeof import("../../src/sources/index.ts")>("src/sources/index.ts");
const { openLog } = await load<typeof import("../../src/log.ts")>("src/log.ts");

const clock = new MovableClock();
clock.set(recordedAtMs - Date.now());
const discord = await LoopbackDiscord.start({ rateLimits: "off", now: clock.now });
const forum = await LoopbackForum.open({ content: (await readSample()).content, now: clock.now });
const folder = mkdtempSync(join(tmpdir(), "commonplace-record-"));
const environment = {
  DISCORD_TOKEN: discord.token,
  DISCORD_API_URL: discord.apiUrl,
  SITES: forum.siteNames.map((site) => `${site}=${forum.apiUrl(site)}`).join(","),
  DATABASE_URL: `sqlite:${join(folder, "store.db")}`,
  POLL_INTERVAL_SECONDS: "1",
  SITE_REQUESTS_PER_MINUTE: "6000",
  LOG_LEVEL: "warn",
};
const config = readConfig(environment, false, sourceKinds);
const bot = await start(config, openLog(config.log), { settleAfterMs: 500, clock });
await discord.until(() => discord.commands().length > 0);
await playScene({ discord, forum, clock });
await bot.stop();

const target = join(import.meta.dirname, "../fixtures/upgrade", name);
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
function keep(file: string, content: Uint8Array | string): void {
  writeFileSync(join(target, `${file}.br`), brotliCompressSync(content));
}
for (const file of ["store.db", "store.cache.db", "store.search.db"]) {
  const database = new Database(join(folder, file));
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.exec("VACUUM");
  database.close();
  keep(file, readFileSync(join(folder, file)));
}
keep("discord.json", JSON.stringify(discord.save()));
keep("forum.json", JSON.stringify(forum.save()));
await Promise.all([discord.close(), forum.close()]);
rmSync(folder, { recursive: true });
if (discord.violations.length + discord.pings.length > 0) console.error(discord.violations, discord.pings);
console.log(`recorded ${discord.answers.length} answers in ${target}`);
