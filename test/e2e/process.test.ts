import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { readSample } from "loopback-forum/sample.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ProcessWorld } from "./process-world.ts";
import { mirroredIds, visibleIds } from "./reading.ts";

let world: ProcessWorld;

beforeEach(async () => {
  world = await ProcessWorld.open({ content: (await readSample()).content, rateLimits: "documented" });
});
afterEach(() => world.close());

describe("the process", () => {
  it("refuses production without a token, and reports everything that is wrong", async () => {
    const { lines, ended } = world.start({
      DISCORD_TOKEN: "",
      NODE_ENV: "production",
      POLL_INTERVAL_SECONDS: "x",
    });
    expect(await ended).toBe(1);
    expect(lines.join("\n")).toMatch(
      /cannot start:\n {2}DISCORD_TOKEN: is missing.*\n {2}POLL_INTERVAL_SECONDS: must/,
    );
  });

  it("says so if Discord refuses the token, without showing it", async () => {
    const { lines, ended } = world.start({ DISCORD_TOKEN: "not-the-right-token" });
    expect(await ended).toBe(1);
    expect(lines.join("\n")).toContain("Discord refuses this token");
    expect(lines.join("\n")).not.toContain("not-the-right-token");
  });

  it("says so if its database cannot be opened", async () => {
    writeFileSync(join(world.folder, "file"), "");
    const { lines, ended } = world.start({ DATABASE_URL: `sqlite:${world.folder}/file/store.db` });
    expect(await ended).toBe(1);
    expect(lines.join("\n")).toContain(`DATABASE_URL: ${world.folder}/file/store.db cannot be opened`);
  });

  it("waits while Discord does not answer", async () => {
    const server = createServer((_, response) => response.destroy()).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const { bot, says } = world.start({ DISCORD_API_URL: `http://127.0.0.1:${port}/api` });
    await world.discord.until(() => says("discord cannot be reached"));
    expect(bot.isRunning).toBe(true);
    await new Promise((resolve) => server.close(resolve));
  });

  it("stops in time during a backfill and continues at the next start, and never logs a token", async () => {
    const { discord, forum, guild, channel } = world;
    const first = world.start({ LOG_LEVEL: "trace" });
    await discord.until(() => discord.commands().length > 0);
    const post = [...forum.database("lesswrong").posts.values()].find((one) =>
      one.title.includes("harbour clock"),
    );
    const url = `https://www.lesswrong.com/posts/${post?._id}`;
    await guild.owner.command("follow", { url, channel: channel.id });
    const thread = () => channel.threads()[0];
    await discord.until(() => (thread()?.messages.length ?? 0) > 6);
    expect(await first.bot.stop()).toBe(0);
    const second = world.start({ LOG_LEVEL: "trace" });
    const expected = visibleIds(forum, "lesswrong", post?._id ?? "");
    await discord.until(() => idsOf(thread()).length === expected.length);
    expect(idsOf(thread())).toEqual(expected);
    const webhookTokens = channel.webhooks().map((webhook) => webhook.state.token);
    const log = [...first.lines, ...second.lines].join("\n");
    for (const secret of [discord.token, ...webhookTokens]) expect(log).not.toContain(secret);
  });
});

function idsOf(thread: LoopbackThread | undefined): readonly string[] {
  return thread === undefined ? [] : mirroredIds(thread);
}
