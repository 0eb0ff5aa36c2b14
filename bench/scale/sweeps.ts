// Measures what sweeps cost as the bot grows: the time to choose the next one among many threads, and the requests to a site for one
// and for many follows of a post. Run it with `npm run bench:scale:sweeps`. BENCH_THREADS is the number of threads (1,000,000),
// BENCH_SERVERS the number of servers that follow the post (1,000), BENCH_CHOICES how often to choose (1,000).
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { BotProcess } from "../../playground/bot-process.ts";
import { systemClock } from "../../src/clock.ts";
import { SweepQueue } from "../../src/mirror/schedule/sweep-queue.ts";
import type { Source } from "../../src/sources/source.ts";
import { openStore } from "../../src/store/open-store.ts";
import { show, summarize } from "../search/measure.ts";

const many = Number(process.env.BENCH_THREADS ?? 1_000_000);
const servers = Number(process.env.BENCH_SERVERS ?? 1_000);
const choices = Number(process.env.BENCH_CHOICES ?? 1_000);
const sweeps = 3;
const dayMs = 24 * 60 * 60_000;

const folder = mkdtempSync(join(tmpdir(), "commonplace-sweeps-"));
const source = {
  site: { name: "lesswrong" },
  capabilities: { edits: "in-thread", deletions: "by-id", scores: { posts: true, comments: true } },
} as Source;

/** Makes a database with this many threads of a site, all wanted and read at some time in the last day; returns its path. */
async function fill(threads: number): Promise<string> {
  const path = join(folder, `${threads}.db`);
  await (await openStore(`sqlite:${path}`)).close();
  const database = new Database(path);
  database.pragma("synchronous = OFF");
  database
    .prepare(
      `insert into follows (id, guild_id, channel_id, site, target_kind, target, target_key, title, path, authors, state, created_by,
        created_at_ms, backfilled_at_ms) values (1, '1', '2', 'lesswrong', 'site', '', 'site lesswrong', '', '/', '[]', 'active', '3', 0, 1)`,
    )
    .run();
  const now = Date.now();
  const addThread = database.prepare(
    `insert into threads (id, guild_id, site, subject, post, channel_id, title, state, discord_thread_id, last_activity_at_ms, swept_at_ms,
      next_sweep_at_ms) values (?, '1', 'lesswrong', ?, ?, ?, 'A discussion', 'open', ?, ?, ?, ?)`,
  );
  const share = database.prepare(
    "insert into thread_follows (thread_id, follow_id, state, floor_ms) values (?, 1, 'wanted', 0)",
  );
  database.transaction(() => {
    for (let id = 1; id <= threads; id += 1) {
      const subject = `lesswrong:post:${id.toString(36)}`;
      const sweptAtMs = now - Math.round(Math.random() * dayMs);
      const quietMs = Math.round(Math.random() * 300 * dayMs);
      addThread.run(id, subject, subject, "2", `${id}`, sweptAtMs - quietMs, sweptAtMs, sweptAtMs + dayMs);
      share.run(id);
    }
  })();
  database.close();
  return path;
}

async function measureChoice(threads: number): Promise<void> {
  const store = await openStore(`sqlite:${await fill(threads)}`);
  const queue = new SweepQueue({ store, clock: systemClock, random: Math.random }, source);
  await queue.open();
  const times = {
    choosing: [] as number[],
    recording: [] as number[],
    polling: [] as number[],
    loading: [] as number[],
  };
  for (let choice = 0; choice < Math.min(choices, threads / 2); choice += 1) {
    const startedAtMs = performance.now();
    const next = await queue.next(() => true);
    const chosenAtMs = performance.now();
    if (next?.kind !== "subject") throw new Error("nothing is due");
    const read = await queue.threadsOf(next.subject, next.atMs);
    const reading = { atMs: Date.now(), begun: [], isClosed: false, askedAfter: undefined };
    for (const { id } of read) await store.sweeps.record(id, reading);
    await queue.threadsRead(read);
    times.choosing.push(chosenAtMs - startedAtMs);
    times.recording.push(performance.now() - chosenAtMs);
    const polledAtMs = performance.now();
    await store.threads.receiving(source.site.name, [next.subject]);
    await store.tallies.backlog(source.site.name);
    times.polling.push(performance.now() - polledAtMs);
  }
  for (let time = 0; time < 3; time += 1) {
    const startedAtMs = performance.now();
    (await store.threads.all()).toSorted((a, b) => (a.sweptAtMs ?? 0) - (b.sweptAtMs ?? 0));
    times.loading.push(performance.now() - startedAtMs);
  }
  const [choosing, recording, polling, loading] = Object.values(times).map((of) => show(summarize(of)));
  console.log(
    `${threads} threads, ms p50 | p99 | max: choosing ${choosing}; recording the reading ${recording}; the threads of a new comment and the backlog ${polling}`,
  );
  console.log(`  loading and sorting all threads for each choice, as before: ${loading}`);
  await store.close();
}

/** Counts the requests that read a post while this many servers begin to follow it, and in the sweeps that follow. */
async function measureRequests(followers: number): Promise<void> {
  const discord = await LoopbackDiscord.start({
    rateLimits: "off",
    globalLimit: "off",
    sharding: { recommendedServers: 2_500 },
  });
  const forum = await LoopbackForum.open();
  const { _id } = forum.addPost({ title: "Discussion", html: "<p>Begin.</p>", author: "Ines" });
  for (let index = 0; index < 3; index += 1)
    forum.addComment({ postId: _id, html: `<p>Comment ${index}.</p>`, author: "Ines" });
  const guilds = Array.from({ length: followers }, (_, index) =>
    discord.addGuild({ name: `Server ${index}` }),
  );
  const path = join(folder, `requests-${followers}.db`);
  const bot = new BotProcess(
    {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_TOKEN_REQUESTS_PER_SECOND: "10000",
      DISCORD_WEBHOOK_REQUESTS_PER_SECOND: "10000",
      SITES: `lesswrong=${forum.apiUrl("lesswrong")}`,
      DATABASE_URL: `sqlite:${path}`,
      SITE_REQUESTS_PER_MINUTE: "6000",
      POLL_INTERVAL_SECONDS: "5",
      LOG_LEVEL: "warn",
    },
    (line) => console.error(line),
  );
  await discord.until(() => discord.commands().length > 0, 120_000);
  const url = `https://www.lesswrong.com/posts/${_id}`;
  for (const guild of guilds)
    await guild.owner.command("follow", { url, channel: guild.addForumChannel({ name: "discussions" }).id });
  const sent = () =>
    discord.requests.filter(({ method, route }) => method === "POST" && route === "/webhooks/:webhook/:token")
      .length;
  await discord.until(() => sent() >= followers * 3, 30 * 60_000);
  const readings = () => forum.requests.filter(({ operation }) => operation === "ReadThread").length;
  const first = readings();
  const database = new Database(path);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    database.exec("update threads set next_sweep_at_ms = 0");
    const unread = database.prepare("select count(*) from threads where next_sweep_at_ms = 0").pluck();
    await discord.until(() => unread.get() === 0, 10 * 60_000);
  }
  database.close();
  console.log(
    `${followers} servers: ${first} readings of the post until all had begun, ${readings() - first} in ${sweeps} sweeps of all of them`,
  );
  await bot.stop();
  await Promise.all([discord.close(), forum.close()]);
}

try {
  for (const threads of new Set([Math.min(1_000, many), many])) await measureChoice(threads);
  for (const followers of new Set([1, servers])) await measureRequests(followers);
} finally {
  rmSync(folder, { recursive: true });
}
