import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BotProcess } from "../../playground/bot-process.ts";
import type { Answer } from "../../playground/discord/driver/answer.ts";
import type { LoopbackChannel } from "../../playground/discord/driver/channel.ts";
import type { LoopbackMember } from "../../playground/discord/driver/member.ts";
import { LoopbackDiscord } from "../../playground/discord/loopback-discord.ts";
import { LoopbackForum } from "../../playground/forum/loopback-forum.ts";
import { readSample } from "../../playground/forum/sample.ts";

let folder: string;
let discord: LoopbackDiscord;
let forum: LoopbackForum;
let channel: LoopbackChannel;
let moderator: LoopbackMember;
let bot: BotProcess | undefined;
let lines: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "commonplace-secrets-"));
  discord = await LoopbackDiscord.start({ rateLimits: "off" });
  forum = await LoopbackForum.open({ content: (await readSample()).content });
  const guild = discord.addGuild({ name: "Reading group" });
  channel = guild.addForumChannel({ name: "discussions" });
  moderator = guild.addMember({ name: "Mod", permissions: ["ManageThreads", "ManageGuild"] });
  lines = [];
});
afterEach(async () => {
  await bot?.stop();
  await Promise.all([discord.close(), forum.close()]);
  rmSync(folder, { recursive: true });
});

/** The bot as a process of its own that logs all there is to log. */
async function startBot(environment: Readonly<Record<string, string>> = {}): Promise<void> {
  bot = new BotProcess(
    {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      SITES: `lesswrong=${forum.apiUrl("lesswrong")}`,
      DATABASE_URL: `sqlite:${folder}/store.db`,
      POLL_INTERVAL_SECONDS: "1",
      SITE_REQUESTS_PER_MINUTE: "6000",
      LOG_LEVEL: "trace",
      ...environment,
    },
    (line) => lines.push(line),
  );
  await discord.until(() => discord.commands().length > 0);
}

async function run(command: string, options: Record<string, string>): Promise<Answer> {
  return await (await moderator.command(command, options)).settled();
}

const commentIds = () => [...forum.database("lesswrong").comments.keys()];
const postIds = () => [...forum.database("lesswrong").posts.keys()];

describe("the log at its most talkative", () => {
  it("holds no token of the bot, of a webhook or of an interaction, whatever fails", async () => {
    await startBot();
    const url = `https://www.lesswrong.com/posts/${postIds()[0]}`;
    const answers = [await run("follow", { url, channel: channel.id })];
    await discord.until(() => (channel.threads()[0]?.messages.length ?? 0) > 2, 20_000);
    const tokens = channel.webhooks().map(({ state }) => state.token);
    const failing = ["status", "cut-before", "429"] as const;
    for (const kind of failing) {
      const fault =
        kind === "status"
          ? ({ kind, status: 400, body: { code: 50035, message: "Invalid Form Body" } } as const)
          : kind === "429"
            ? ({ kind, retryAfterMs: 50 } as const)
            : ({ kind } as const);
      for (const method of ["POST", "PATCH", "DELETE"])
        discord.inject({ method, route: /\/(webhooks|interactions)\//, fault, times: 2 });
      forum.addComment({ postId: postIds()[0] ?? "", html: `<p>Struck by ${kind}.</p>` });
      forum.editComment(commentIds()[0] ?? "", `<p>Edited while ${kind}.</p>`);
      for (const command of ["following", "privacy", "settings", "status"])
        await moderator.command(command, {}).then(
          (answer) => answers.push(answer),
          () => {},
        );
    }
    answers.push(await run("lookup", { text: "struck" }), await run("profile", { user: "nobody" }));
    await discord.until(() => lines.some((line) => line.includes("Invalid Form Body")), 20_000);
    await bot?.stop();
    const secrets = [discord.token, ...tokens, ...answers.map(({ interaction }) => interaction.token)];
    expect(secrets.every((secret) => secret.length > 10)).toBe(true);
    expect(secrets.length).toBeGreaterThan(5);
    const log = lines.join("\n");
    expect(log).toMatch(/\/webhooks\/\d+\/\[redacted\]/);
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
  });

  it("holds no password of a database that cannot be reached", async () => {
    const address = "redis://keeper:hunter2-secret@127.0.0.1:1";
    await startBot({ CACHE_URL: address }).catch(() => {});
    await discord.until(() => lines.length > 0, 20_000);
    await bot?.stop();
    expect(lines.join("\n")).not.toContain("hunter2-secret");
  });
});
