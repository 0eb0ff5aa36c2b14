import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BotProcess } from "../../playground/bot-process.ts";
import { LoopbackDiscord } from "../../playground/discord/loopback-discord.ts";
import { LoopbackForum } from "../../playground/forum/loopback-forum.ts";

let folder: string;
let discord: LoopbackDiscord;
let forum: LoopbackForum;
const bots: BotProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "commonplace-stop-"));
  discord = await LoopbackDiscord.start({ rateLimits: "off" });
  forum = await LoopbackForum.open();
});
afterEach(async () => {
  await Promise.all(bots.splice(0).map((bot) => bot.stop()));
  await Promise.all([discord.close(), forum.close()]);
  rmSync(folder, { recursive: true });
});

function startBot(environment: Readonly<Record<string, string>> = {}) {
  const lines: string[] = [];
  const bot = new BotProcess(
    {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      SITES: `lesswrong=${forum.apiUrl("lesswrong")}`,
      DATABASE_URL: `sqlite:${folder}/store.db`,
      POLL_INTERVAL_SECONDS: "1",
      SITE_REQUESTS_PER_MINUTE: "6000",
      ...environment,
    },
    (line) => lines.push(line),
  );
  bots.push(bot);
  return { bot, says: (words: string) => lines.some((line) => line.includes(words)) };
}

type Started = ReturnType<typeof startBot>;

const isReady = ({ says }: Started) => says('"msg":"ready"');

async function followedPost() {
  const guild = discord.addGuild({ name: "Reading group" });
  const channel = guild.addForumChannel({ name: "discussions" });
  const post = forum.addPost({ title: "A discussion", html: "<p>Begin.</p>", author: "Ines" });
  const url = `https://www.lesswrong.com/posts/${post._id}`;
  await discord.until(() => discord.commands().length > 0);
  await guild.owner.command("follow", { url, channel: channel.id });
  await discord.until(() => channel.threads().length === 1);
  return post;
}

describe("a stop", () => {
  const stoppedWithinMs = async ({ bot }: Started) => {
    const askedAt = performance.now();
    expect(await bot.stop()).toBe(0);
    return performance.now() - askedAt;
  };

  it("ends a bot that is still being loaded", async () => {
    const preload = new URL("end-while-loading.ts", import.meta.url).href;
    const { bot } = startBot({ NODE_OPTIONS: `--import=${preload}` });
    await once(bot.child, "exit");
    expect([bot.child.exitCode, bot.child.signalCode]).toEqual([0, null]);
  });

  it("ends a bot that Discord does not answer", async () => {
    const server = createServer(() => {}).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const asked = new Promise((resolve) => server.once("request", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const started = startBot({ DISCORD_API_URL: `http://127.0.0.1:${port}/api` });
    await asked;
    expect(await stoppedWithinMs(started)).toBeLessThan(3_000);
    server.closeAllConnections();
    server.close();
  });

  it("ends a bot that waits for a Discord that refuses connections", async () => {
    const started = startBot({ DISCORD_API_URL: "http://127.0.0.1:9/api" });
    await discord.until(() => started.says("discord cannot be reached"));
    expect(await stoppedWithinMs(started)).toBeLessThan(3_000);
  });

  it("ends a bot that reads a site which does not answer", async () => {
    const started = startBot();
    await discord.until(() => isReady(started));
    const post = await followedPost();
    const before = forum.requests.length;
    forum.inject({ kind: "timeout", times: 100 });
    forum.addComment({ postId: post._id, html: "<p>Late.</p>" });
    await discord.until(() => forum.requests.length > before);
    expect(await stoppedWithinMs(started)).toBeLessThan(3_000);
  });

  it("ends a bot whose messages Discord does not answer", async () => {
    const started = startBot();
    await discord.until(() => isReady(started));
    const post = await followedPost();
    const fault = discord.inject({
      method: "POST",
      route: "/webhooks/:webhook/:token",
      fault: { kind: "delay", ms: 60_000 },
    });
    forum.addComment({ postId: post._id, html: "<p>Late.</p>" });
    await discord.until(() => fault.struck > 0);
    expect(await stoppedWithinMs(started)).toBeLessThan(8_000);
  });

  it("ends a bot that waits for an outage of Discord to pass", async () => {
    const started = startBot();
    await discord.until(() => isReady(started));
    const post = await followedPost();
    const fault = discord.inject({
      method: "POST",
      route: "/webhooks/:webhook/:token",
      fault: { kind: "status", status: 503 },
    });
    forum.addComment({ postId: post._id, html: "<p>Late.</p>" });
    await discord.until(() => fault.struck > 0);
    expect(await stoppedWithinMs(started)).toBeLessThan(3_000);
  });
});
