import type { Answer } from "loopback-discord/driver/answer.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import { readSample } from "loopback-forum/sample.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ProcessWorld } from "./process-world.ts";

let world: ProcessWorld;
let moderator: LoopbackMember;

beforeEach(async () => {
  world = await ProcessWorld.open({ content: (await readSample()).content });
  moderator = world.guild.addMember({ name: "Mod", permissions: ["ManageThreads", "ManageGuild"] });
});
afterEach(() => world.close());

async function run(command: string, options: Record<string, string>): Promise<Answer> {
  return await (await moderator.command(command, options)).settled();
}

const commentIds = () => [...world.forum.database("lesswrong").comments.keys()];
const postIds = () => [...world.forum.database("lesswrong").posts.keys()];

describe("the log at its most verbose", () => {
  it("contains no token of the bot, a webhook or an interaction, whatever fails", async () => {
    const { discord, forum, channel } = world;
    const { bot, lines, says } = world.start({ LOG_LEVEL: "trace" });
    await discord.until(() => discord.commands().length > 0);
    const url = `https://www.lesswrong.com/posts/${postIds()[0]}`;
    const answers = [await run("follow", { url, channel: channel.id })];
    await discord.until(() => (channel.threads()[0]?.messages.length ?? 0) > 2);
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
    await discord.until(() => says("Invalid Form Body"));
    await bot.stop();
    const secrets = [discord.token, ...tokens, ...answers.map(({ interaction }) => interaction.token)];
    expect(secrets.every((secret) => secret.length > 10)).toBe(true);
    expect(secrets.length).toBeGreaterThan(5);
    const log = lines.join("\n");
    expect(log).toMatch(/\/webhooks\/\d+\/\[redacted\]/);
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
  });

  it("contains no password of an unreachable database", async () => {
    const address = "redis://keeper:hunter2-secret@127.0.0.1:1";
    const { bot, lines } = world.start({ CACHE_URL: address, LOG_LEVEL: "trace" });
    await world.discord.until(() => lines.length > 0);
    await bot.stop();
    expect(lines.join("\n")).not.toContain("hunter2-secret");
  });
});
