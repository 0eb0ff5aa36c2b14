import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BotProcess } from "../../playground/bot-process.ts";
import { LoopbackDiscord } from "../../playground/discord/loopback-discord.ts";
import { LoopbackForum } from "../../playground/forum/loopback-forum.ts";
import { mirroredIds } from "./reading.ts";

let folder: string;
let discord: LoopbackDiscord;
let forum: LoopbackForum;
const bots: BotProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "commonplace-lease-"));
  discord = await LoopbackDiscord.start({ rateLimits: "off" });
  forum = await LoopbackForum.open();
});
afterEach(async () => {
  for (const { child } of bots) child.kill("SIGCONT");
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
  return { bot, says: (words: string) => lines.some((line) => line.includes(words)), lines };
}

type Started = ReturnType<typeof startBot>;

const isReady = ({ says }: Started) => says('"msg":"ready"');
const isWaiting = ({ says }: Started) => says("another process works on this database");
const identifies = () => discord.requests.filter(({ route }) => route === "/gateway/bot").length;

async function followedPost() {
  const guild = discord.addGuild({ name: "Reading group" });
  const channel = guild.addForumChannel({ name: "discussions" });
  const post = forum.addPost({ title: "A discussion", html: "<p>Begin.</p>", author: "Ines" });
  const url = `https://www.lesswrong.com/posts/${post._id}`;
  await discord.until(() => discord.commands().length > 0);
  await guild.owner.command("follow", { url, channel: channel.id });
  await discord.until(() => channel.threads().length === 1);
  return { channel, post };
}

describe("a second process on the same database", () => {
  it("says so at once, stays away from Discord, and takes over when the first one is killed", async () => {
    const first = startBot();
    await discord.until(() => isReady(first));
    const { channel, post } = await followedPost();
    const second = startBot();
    await discord.until(() => isWaiting(second));
    expect(second.lines.join("\n")).toContain(`${folder}/store.db`);
    expect(identifies()).toBe(1);
    await first.bot.kill();
    const added = forum.addComment({ postId: post._id, html: "<p>Only once.</p>" });
    await discord.until(() => isReady(second), 5_000);
    expect(second.says("taking over")).toBe(true);
    const ids = () => channel.threads().flatMap((thread) => mirroredIds(thread));
    await discord.until(() => ids().includes(added._id));
    expect(ids()).toEqual([added._id]);
    expect(discord.violations).toEqual([]);
  }, 60_000);

  it("waits on, however long the first one is stopped", async () => {
    const first = startBot();
    await discord.until(() => isReady(first));
    first.bot.child.kill("SIGSTOP");
    const second = startBot();
    await discord.until(() => isWaiting(second));
    expect(second.bot.isRunning).toBe(true);
    expect(identifies()).toBe(1);
    first.bot.child.kill("SIGCONT");
    expect(await first.bot.stop()).toBe(0);
    await discord.until(() => isReady(second), 5_000);
    expect(isReady(second)).toBe(true);
  }, 60_000);

  it("is noticed by whatever path it comes, and stops when it is asked to", async () => {
    symlinkSync(folder, `${folder}-link`);
    try {
      const first = startBot();
      await discord.until(() => isReady(first));
      const second = startBot({ DATABASE_URL: `sqlite:${folder}-link/store.db` });
      await discord.until(() => isWaiting(second));
      expect(await second.bot.stop()).toBe(0);
    } finally {
      rmSync(`${folder}-link`);
    }
  }, 60_000);

  it("does not hinder an operator's script", async () => {
    const first = startBot();
    await discord.until(() => isReady(first));
    const database = new Database(`${folder}/store.db`, { timeout: 1_000 });
    database.exec("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('seen'); DROP TABLE notes");
    expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
    database.close();
  }, 60_000);
});
