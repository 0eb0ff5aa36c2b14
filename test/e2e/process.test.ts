import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BotProcess } from "../../playground/bot-process.ts";
import type { LoopbackThread } from "../../playground/discord/driver/thread.ts";
import { LoopbackDiscord } from "../../playground/discord/loopback-discord.ts";
import { LoopbackForum } from "../../playground/forum/loopback-forum.ts";
import { readSample } from "../../playground/forum/sample.ts";
import { mirroredIds, visibleIds } from "./reading.ts";

let folder: string;
let discord: LoopbackDiscord;
let forum: LoopbackForum;
const bots: BotProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "commonplace-process-"));
  discord = await LoopbackDiscord.start({});
  forum = await LoopbackForum.open({ content: (await readSample()).content });
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
  return { bot, lines, ended: new Promise<number | null>((resolve) => bot.child.once("close", resolve)) };
}

describe("the process", () => {
  it("refuses production without a token, and says all that is wrong", async () => {
    const { lines, ended } = startBot({
      DISCORD_TOKEN: "",
      NODE_ENV: "production",
      POLL_INTERVAL_SECONDS: "x",
    });
    expect(await ended).toBe(1);
    expect(lines.join("\n")).toMatch(
      /cannot start:\n {2}DISCORD_TOKEN: is missing.*\n {2}POLL_INTERVAL_SECONDS: must/,
    );
  });

  it("says when Discord refuses the token, without showing it", async () => {
    const { lines, ended } = startBot({ DISCORD_TOKEN: "not-the-right-token" });
    expect(await ended).toBe(1);
    expect(lines.join("\n")).toContain("Discord refuses this token");
    expect(lines.join("\n")).not.toContain("not-the-right-token");
  });

  it("says when its database cannot be opened", async () => {
    writeFileSync(join(folder, "file"), "");
    const { lines, ended } = startBot({ DATABASE_URL: `sqlite:${folder}/file/store.db` });
    expect(await ended).toBe(1);
    expect(lines.join("\n")).toContain(`DATABASE_URL: ${folder}/file/store.db cannot be opened`);
  });

  it("waits for a Discord that does not answer yet", async () => {
    const server = createServer((_, response) => response.destroy()).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const { bot, lines } = startBot({ DISCORD_API_URL: `http://127.0.0.1:${port}/api` });
    await discord.until(() => lines.some((line) => line.includes("discord cannot be reached")));
    expect(bot.isRunning).toBe(true);
    await new Promise((resolve) => server.close(resolve));
  });

  it("stops in time in the middle of a backfill and goes on at the next start; no token is ever logged", async () => {
    const guild = discord.addGuild({ name: "Reading group" });
    const channel = guild.addForumChannel({ name: "discussions" });
    const first = startBot({ LOG_LEVEL: "trace" });
    await discord.until(() => discord.commands().length > 0);
    const post = [...forum.database("lesswrong").posts.values()].find((one) =>
      one.title.includes("harbour clock"),
    );
    const url = `https://www.lesswrong.com/posts/${post?._id}`;
    await guild.owner.command("follow", { url, channel: channel.id });
    const thread = () => channel.threads()[0];
    await discord.until(() => (thread()?.messages.length ?? 0) > 6);
    const stoppedAt = performance.now();
    expect(await first.bot.stop()).toBe(0);
    expect(performance.now() - stoppedAt).toBeLessThan(10_000);
    const second = startBot({ LOG_LEVEL: "trace" });
    const expected = visibleIds(forum, "lesswrong", post?._id ?? "");
    await discord.until(() => idsOf(thread()).length === expected.length, 60_000);
    expect(idsOf(thread())).toEqual(expected);
    const webhookTokens = channel.webhooks().map((webhook) => webhook.state.token);
    const log = [...first.lines, ...second.lines].join("\n");
    for (const secret of [discord.token, ...webhookTokens]) expect(log).not.toContain(secret);
    expect(discord.violations).toEqual([]);
  }, 90_000);
});

function idsOf(thread: LoopbackThread | undefined): readonly string[] {
  return thread === undefined ? [] : mirroredIds(thread);
}
