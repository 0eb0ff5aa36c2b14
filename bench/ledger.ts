// Measures what the ledger's durability costs: comments mirrored per second without Discord's rate limits, and the ledger's share
// of that time. Run it with `npm run bench:ledger`. BENCH_FOLDER is the folder of the database, BENCH_ROUNDS the number of rounds
// per durability, BENCH_COMMENTS the number of comments, BENCH_LEVELS the levels of SQLite's `synchronous` (FULL,NORMAL,OFF).
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { BotProcess } from "../playground/bot-process.ts";

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const comments = Number(process.env.BENCH_COMMENTS ?? 200);
const levels = (process.env.BENCH_LEVELS ?? "FULL,NORMAL,OFF").split(",");
const loads = [
  { name: "one thread", threads: 1, comments },
  { name: "threads of ten comments side by side", threads: Math.ceil(comments / 10), comments: 10 },
] as const;

const root = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), "commonplace-ledger-"));
const botFile = fileURLToPath(new URL("ledger-bot.ts", import.meta.url));

interface Measured {
  readonly seconds: number;
  readonly ledger: { readonly ms: number; readonly statements: number; readonly changes: number };
}

/** Appends a page and waits for the disk, as a commit does. */
function measureFsyncMs(): number {
  const descriptor = openSync(join(root, "fsync"), "w");
  const page = Buffer.alloc(4096);
  const times: number[] = [];
  for (let count = 0; count < 300; count += 1) {
    const startedAt = performance.now();
    writeSync(descriptor, page);
    fsyncSync(descriptor);
    times.push(performance.now() - startedAt);
  }
  closeSync(descriptor);
  return median(times);
}

async function mirror(load: (typeof loads)[number], synchronous: string): Promise<Measured> {
  const folder = mkdtempSync(join(root, "run-"));
  const discord = await LoopbackDiscord.start({ rateLimits: "off", globalLimit: "off" });
  const forum = await LoopbackForum.open();
  const guild = discord.addGuild({ name: "Bench" });
  const channel = guild.addForumChannel({ name: "discussions" });
  const posts = Array.from({ length: load.threads }, (_, index) =>
    forum.addPost({ title: `Discussion ${index}`, html: "<p>Begin.</p>", author: "Ines" }),
  );
  for (const { _id } of posts) {
    for (let index = 0; index < load.comments; index += 1) {
      forum.addComment({ postId: _id, html: `<p>Comment ${index}. ${"It goes on. ".repeat(30)}</p>` });
    }
  }
  const report = Promise.withResolvers<Measured["ledger"]>();
  const bot = new BotProcess(
    {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      SITES: `lesswrong=${forum.apiUrl("lesswrong")}`,
      DATABASE_URL: `sqlite:${folder}/bench.db`,
      SITE_REQUESTS_PER_MINUTE: "6000",
      LOG_LEVEL: "warn",
      // Discord's limits would be reached long before the ledger's.
      DISCORD_TOKEN_REQUESTS_PER_SECOND: "10000",
      DISCORD_WEBHOOK_REQUESTS_PER_SECOND: "10000",
      BENCH_SYNCHRONOUS: synchronous,
    },
    (line) => {
      if (line.startsWith("ledger ")) report.resolve(JSON.parse(line.slice("ledger ".length)));
      else console.error(line);
    },
    botFile,
  );
  await discord.until(() => discord.commands().length > 0, 60_000);
  const sends = () =>
    discord.requests.filter(
      ({ method, route, status }) =>
        method === "POST" && route === "/webhooks/:webhook/:token" && status === 200,
    );
  for (const { _id } of posts) {
    const url = `https://www.lesswrong.com/posts/${_id}`;
    await guild.owner.command("follow", { url, channel: channel.id });
  }
  const total = load.threads * load.comments;
  await discord.until(() => discord.requests.length >= total && sends().length >= total, 300_000);
  const times = sends().map(({ atMs }) => atMs);
  await bot.stop();
  const ledger = await report.promise;
  await Promise.all([discord.close(), forum.close()]);
  rmSync(folder, { recursive: true });
  return { seconds: (Math.max(...times) - Math.min(...times)) / 1000, ledger };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

console.log(`one page written and synced: ${measureFsyncMs().toFixed(3)} ms (median of 300)`);
for (const load of loads) {
  const total = load.threads * load.comments;
  const runs = new Map<string, Measured[]>(levels.map((level) => [level, []]));
  // Interleaved, so that other work on the machine affects all of them equally.
  for (let round = 0; round < rounds; round += 1) {
    for (const level of levels) runs.get(level)?.push(await mirror(load, level));
  }
  const rate = (level: string) => median((runs.get(level) ?? []).map(({ seconds }) => total / seconds));
  console.log(`\n${load.name}, ${total} comments, median of ${rounds}:`);
  for (const level of levels) {
    const measured = runs.get(level) ?? [];
    const share = median(measured.map(({ seconds, ledger }) => ledger.ms / 1000 / seconds));
    const perComment = median(measured.map(({ ledger }) => ledger.ms / total));
    const changes = median(measured.map(({ ledger }) => ledger.changes / total));
    console.log(
      `${level.padEnd(7)} ${rate(level).toFixed(0)} comments/s, × ${(rate(level) / rate("OFF")).toFixed(2)} of OFF; ` +
        `ledger ${perComment.toFixed(2)} ms a comment, ${(share * 100).toFixed(0)} % of the time, ${changes.toFixed(1)} changes a comment`,
    );
  }
}
console.log(`\none page written and synced: ${measureFsyncMs().toFixed(3)} ms (median of 300)`);
rmSync(root, { recursive: true });
