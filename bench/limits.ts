// Measures how much of Discord's global limit is used, and whether members are answered meanwhile. Run it with `npm run
// bench:limits`. BENCH_SHAPE is how the loopback Discord counts its second (sliding, fixed or token-bucket; by default all of
// them), BENCH_SERVERS the number of servers, BENCH_COMMENTS the number of comments per backfill.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { BotProcess } from "../playground/bot-process.ts";
import { show, summarize } from "./search/measure.ts";

const servers = Number(process.env.BENCH_SERVERS ?? 200);
const backfills = Math.min(servers, 41);
const comments = Number(process.env.BENCH_COMMENTS ?? 40);
const perSecond = 50;
const limitMinutes = 20;

type Shape = "sliding" | "fixed" | "token-bucket";

async function measure(shape: Shape): Promise<void> {
  const discord = await LoopbackDiscord.start({ globalLimit: { requests: perSecond, shape } });
  const forum = await LoopbackForum.open();
  const guilds = Array.from({ length: servers }, (_, index) => discord.addGuild({ name: `Server ${index}` }));
  const channels = guilds.slice(0, backfills).map((guild) => guild.addForumChannel({ name: "discussions" }));
  const posts = channels.map((_, index) => {
    const post = forum.addPost({ title: `Discussion ${index}`, html: "<p>Begin.</p>", author: "Ines" });
    for (let number = 0; number < comments; number += 1) {
      forum.addComment({ postId: post._id, html: `<p>Comment ${number}. ${"It goes on. ".repeat(30)}</p>` });
    }
    return post;
  });
  const folder = mkdtempSync(join(tmpdir(), "commonplace-limits-"));
  const warnings: string[] = [];
  const bot = new BotProcess(
    {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      SITES: `lesswrong=${forum.apiUrl("lesswrong")}`,
      DATABASE_URL: `sqlite:${folder}/bench.db`,
      SITE_REQUESTS_PER_MINUTE: "6000",
      LOG_LEVEL: "warn",
    },
    (line) => warnings.push(line),
  );
  await discord.until(() => discord.commands().length > 0, 60_000);
  const times: number[] = [];
  /** Requests that Discord's limit counts: answers to members do not count. */
  let counted = 0;
  discord.events.on("change", ({ kind }) => {
    const request = kind === "request" ? discord.requests.at(-1) : undefined;
    if (request === undefined || /^\/interactions\//.test(request.path)) return;
    if (request.path.startsWith(`/webhooks/${discord.applicationId}/`)) return;
    counted += 1;
    if (request.method === "POST" && request.route === "/webhooks/:webhook/:token" && request.status === 200)
      times.push(request.atMs);
  });
  await Promise.all(
    posts.map(async ({ _id }, index) => {
      const guild = guilds[index];
      const channel = channels[index]?.id ?? "";
      await guild?.owner.command("follow", { url: `https://www.lesswrong.com/posts/${_id}`, channel });
    }),
  );
  const total = backfills * comments;
  const hasBegun = () => channels.every((channel) => (channel.threads()[0]?.messages.length ?? 0) > 1);
  await discord.until(() => times.length >= backfills && hasBegun(), limitMinutes * 60_000);
  const begun = { atMs: Date.now(), messages: times.length, counted };
  await discord.until(() => times.length > total * 0.6, limitMinutes * 60_000);
  const measuredMs = Date.now() - begun.atMs;
  const perSecondOf = (requests: number) => {
    const rate = (requests / measuredMs) * 1000;
    return `${rate.toFixed(1)}/s, × ${(rate / perSecond).toFixed(3)} of the limit`;
  };
  const rates = {
    messages: perSecondOf(times.length - begun.messages),
    counted: perSecondOf(counted - begun.counted),
  };
  const asked = performance.now();
  const answers = await Promise.allSettled(
    guilds.map(async ({ owner }) => {
      const answer = await owner.command("lookup", { text: "goes on" });
      await answer.settled();
      return { firstMs: answer.firstAnswerMs, wholeMs: performance.now() - asked };
    }),
  );
  await discord.until(() => times.length >= total, limitMinutes * 60_000);
  const answered = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  const seconds = (Math.max(...times) - Math.min(...times)) / 1000;
  const limited = discord.requests.filter(({ status }) => status === 429);
  console.log(`\n${shape}: ${backfills} backfills of ${comments} comments, ${servers} servers`);
  console.log(`${limited.length} × 429, ${discord.invalidRequests} invalid requests`);
  console.log(
    `${times.length} messages in ${seconds.toFixed(1)} s; once all had begun and before the commands: messages ${rates.messages}, requests that count ${rates.counted}`,
  );
  console.log(
    `${answered.length} of ${servers} commands at once answered; ms p50 | p99 | max: ` +
      `first answer ${show(summarize(answered.map(({ firstMs }) => firstMs)))}, whole ${show(summarize(answered.map(({ wholeMs }) => wholeMs)))}`,
  );
  console.log(`the bot's memory: ${peakMegabytes(bot.child.pid).toFixed(0)} MB at its peak`);
  console.log(
    `${discord.violations.length} violations, ${discord.pings.length} pings, ${warnings.length} warnings`,
  );
  await bot.stop();
  await Promise.all([discord.close(), forum.close()]);
  rmSync(folder, { recursive: true });
}

function peakMegabytes(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

const { BENCH_SHAPE: chosen } = process.env;
for (const shape of ["sliding", "fixed", "token-bucket"] as const) {
  if (chosen === undefined || chosen === shape) await measure(shape);
}
