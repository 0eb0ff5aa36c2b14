// Measures how fast, how exactly and in how much memory a forum is mirrored. Run it with `npm run bench:mirror`. PLAYGROUND_CORPUS
// names a folder of real comments; without it, the sample forum is used.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LoopbackChannel } from "loopback-discord/driver/channel.ts";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import type { ForumContent } from "loopback-forum/content.ts";
import { readCorpus } from "loopback-forum/corpus.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { readSample } from "loopback-forum/sample.ts";
import { BotProcess } from "../playground/bot-process.ts";

const limitMinutes = 15;
/** Number of new comments whose arrival is measured. */
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);

interface Run {
  readonly discord: LoopbackDiscord;
  readonly forum: LoopbackForum;
  readonly channel: LoopbackChannel;
  readonly bot: BotProcess;
  readonly readyMs: number;
  follow(url: string, options?: Record<string, number>): Promise<void>;
  close(): Promise<void>;
}

async function open(content: ForumContent, rateLimits: "documented" | "off"): Promise<Run> {
  const discord = await LoopbackDiscord.start({ rateLimits });
  const forum = await LoopbackForum.open({ content });
  const guild = discord.addGuild({ name: "Bench" });
  const channel = guild.addForumChannel({ name: "discussions" });
  const moderator = guild.addMember({ name: "Mod", permissions: ["ManageThreads"] });
  const folder = mkdtempSync(join(tmpdir(), "commonplace-bench-"));
  const startedAtMs = performance.now();
  const ready = Promise.withResolvers<number>();
  const bot = new BotProcess(
    {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      SITES: `lesswrong=${forum.apiUrl("lesswrong")}`,
      DATABASE_URL: `sqlite:${folder}/bench.db`,
      POLL_INTERVAL_SECONDS: "5",
      SITE_REQUESTS_PER_MINUTE: "6000",
    },
    (line) => {
      if (line.includes('"msg":"ready"')) ready.resolve(performance.now() - startedAtMs);
      else if (/"level":[456]0/.test(line)) console.error(line);
    },
  );
  const readyMs = await ready.promise;
  await discord.until(() => discord.commands().length > 0, 60_000);
  return {
    discord,
    forum,
    channel,
    bot,
    readyMs,
    async follow(url, options = {}) {
      const answer = await moderator.command("follow", { url, channel: channel.id, ...options });
      await answer.settled(({ message }) => message.content.includes("Mirrored all"), limitMinutes * 60_000);
    },
    async close() {
      await bot.stop();
      await Promise.all([discord.close(), forum.close()]);
      rmSync(folder, { recursive: true });
    },
  };
}

function sends(discord: LoopbackDiscord) {
  return discord.requests.filter(
    ({ method, route, status }) =>
      method === "POST" && route === "/webhooks/:webhook/:token" && status === 200,
  );
}

function residentMegabytes(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

function faults(discord: LoopbackDiscord): string {
  const limited = discord.requests.filter(({ status }) => status === 429).length;
  return `${discord.violations.length} violations, ${discord.pings.length} pings, ${limited} × 429`;
}

const folder = process.env.PLAYGROUND_CORPUS;
const content = folder === undefined ? (await readSample()).content : await readCorpus(folder);
const records = content.lesswrong;
if (records === undefined) throw new Error("the corpus has no LessWrong records");
const counts = Map.groupBy(records.comments, (comment) => comment.postId ?? "");
const [largest = ""] = [...counts].sort(([, a], [, b]) => b.length - a.length)[0] ?? [];

const limited = await open(content, "documented");
await limited.follow(`https://www.lesswrong.com/posts/${largest}`);
const times = sends(limited.discord).map(({ atMs }) => atMs);
const tookMs = Math.max(...times) - Math.min(...times);
const allowedMs = Math.floor((times.length - 1) / 5) * 2000;
console.log(`start to READY: ${Math.round(limited.readyMs)} ms`);
console.log(`post with the most comments: ${counts.get(largest)?.length} comments, ${times.length} messages`);
console.log(
  `backfill: ${(tookMs / 1000).toFixed(1)} s, the headers allow ${(allowedMs / 1000).toFixed(1)} s: × ${(tookMs / allowedMs).toFixed(3)}`,
);

const delays: number[] = [];
for (let number = 1; number <= rounds; number += 1) {
  const comment = limited.forum.addComment({ postId: largest, html: `<p>Live ${number}.</p>` });
  const addedAtMs = performance.now();
  const isThere = () =>
    limited.channel.threads().some((thread) => thread.messages.at(-1)?.content.includes(comment._id));
  await limited.discord.until(isThere, 60_000);
  delays.push((performance.now() - addedAtMs) / 1000);
  await new Promise((resolve) => setTimeout(resolve, 700 * number));
}
console.log(`a new comment appears after ${Math.max(...delays).toFixed(1)} s at the most, polling every 5 s`);
console.log(faults(limited.discord));
await limited.close();

const free = await open(content, "off");
const startedAtMs = performance.now();
await free.follow("https://www.lesswrong.com/", { backfill: records.posts.length });
const seconds = (performance.now() - startedAtMs) / 1000;
const messages = free.channel.threads().flatMap((thread) => thread.messages.slice(1));
const rss = residentMegabytes(free.bot.child.pid);
console.log(
  `whole site: ${free.channel.threads().length} posts, ${records.comments.length} comments, ${messages.length} messages`,
);
console.log(
  `without rate limits: ${seconds.toFixed(1)} s, ${(records.comments.length / seconds).toFixed(0)} comments/s`,
);
console.log(`writes per part: ${(sends(free.discord).length / messages.length).toFixed(2)}`);
console.log(`longest message: ${Math.max(...messages.map(({ content }) => content.length))} characters`);
console.log(`bot's resident memory: ${rss.toFixed(0)} MB`);
console.log(faults(free.discord));
await free.close();
