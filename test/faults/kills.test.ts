import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { BotProcess } from "../../playground/bot-process.ts";
import type { LoopbackThread } from "../../playground/discord/driver/thread.ts";
import { LoopbackDiscord } from "../../playground/discord/loopback-discord.ts";
import { LoopbackForum } from "../../playground/forum/loopback-forum.ts";
import { mirroredIds } from "../e2e/reading.ts";
import { randomOf } from "./random.ts";

const kills = Number(process.env.FAULT_KILLS ?? 20);
const seed = Number(process.env.FAULT_SEED ?? Date.now() % 100_000);
const first = Number(process.env.FAULT_COMMENTS ?? 120);

const folder = mkdtempSync(join(tmpdir(), "commonplace-kills-"));
const botFile = fileURLToPath(new URL("quick-bot.ts", import.meta.url));
let discord: LoopbackDiscord;
let forum: LoopbackForum;
let bot: BotProcess | undefined;
/** Log lines of sends that a kill interrupted. */
const settled: string[] = [];

afterEach(async () => {
  await bot?.kill();
  await Promise.all([discord.close(), forum.close()]);
  rmSync(folder, { recursive: true });
});

function startBot(): BotProcess {
  const environment = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    SITES: `lesswrong=${forum.apiUrl("lesswrong")}`,
    DATABASE_URL: `sqlite:${folder}/store.db`,
    POLL_INTERVAL_SECONDS: "1",
    SITE_REQUESTS_PER_MINUTE: "6000",
    LOG_LEVEL: "info",
  };
  const note = (line: string) => {
    if (line.includes("settled an interrupted send")) settled.push(line);
  };
  return new BotProcess(environment, note, botFile);
}

/** Text that needs one message or several, and says which revision of which comment each part of it belongs to. */
function bodyOf(number: number, revision: number, paragraphs: number): string {
  const words = `Comment ${number} in its revision ${revision}. ${"Every part of it says so again. ".repeat(8)}`;
  return Array.from({ length: paragraphs }, () => `<p>${words}</p>`).join("");
}

describe(`${kills} kills at random moments (seed ${seed})`, () => {
  it(
    "lose nothing, repeat nothing and leave every comment as it is on the site",
    async () => {
      const random = randomOf(seed);
      const pick = (below: number) => Math.floor(random() * below);
      discord = await LoopbackDiscord.start({ rateLimits: "off" });
      forum = await LoopbackForum.open();
      const guild = discord.addGuild({ name: "Reading group" });
      const channel = guild.addForumChannel({ name: "discussions" });
      const post = forum.addPost({ title: "A long discussion", html: "<p>Begin.</p>", author: "Ines" });
      const comments: {
        readonly id: string;
        readonly number: number;
        readonly size: number;
        revision: number;
      }[] = [];
      const add = (size: number) => {
        const parent =
          comments.length > 0 && random() < 0.7 ? comments[pick(comments.length)]?.id : undefined;
        const number = comments.length;
        const added = forum.addComment({
          postId: post._id,
          html: bodyOf(number, 0, size),
          author: `Author ${number % 7}`,
          ...(parent === undefined ? {} : { parentCommentId: parent }),
        });
        comments.push({ id: added._id, number, size, revision: 0 });
      };
      const change = () => {
        const comment = comments[pick(comments.length)];
        if (comment === undefined) return;
        comment.revision += 1;
        forum.editComment(comment.id, bodyOf(comment.number, comment.revision, comment.size));
      };
      for (let index = 0; index < first; index += 1) add(random() < 0.3 ? 20 : 1);

      bot = startBot();
      await discord.until(() => discord.commands().length > 0, 30_000);
      await guild.owner.command("follow", {
        url: `https://www.lesswrong.com/posts/${post._id}`,
        channel: channel.id,
      });
      for (let killed = 0; killed < kills; killed += 1) {
        const writes = discord.requests.length + pick(40);
        const deadline = performance.now() + 4_000;
        await discord.until(() => discord.requests.length >= writes || performance.now() > deadline, 10_000);
        await bot.kill();
        add(random() < 0.3 ? 20 : 1);
        change();
        bot = startBot();
      }

      const thread = () => channel.threads()[0];
      const isCurrent = () => {
        const shown = thread();
        if (shown === undefined || mirroredIds(shown).length < comments.length) return false;
        const text = shown.messages.map(({ content }) => content).join("\n");
        return comments.every(({ number, revision }) =>
          text.includes(`Comment ${number} in its revision ${revision}.`),
        );
      };
      await discord.until(isCurrent, 120_000);
      const shown = thread();
      expect(channel.threads()).toHaveLength(1);
      expect(shown === undefined ? [] : faultsOf(shown, comments)).toEqual([]);
      expect(discord.violations).toEqual([]);
      expect(discord.pings).toEqual([]);
      const arrived = settled.filter((line) => line.includes('"arrived":true')).length;
      console.info(`${settled.length} sends were interrupted, ${arrived} of them had arrived`);
    },
    kills * 15_000 + 180_000,
  );
});

/** What is lost, twice or in the wrong place. */
function faultsOf(
  thread: LoopbackThread,
  comments: readonly {
    readonly id: string;
    readonly number: number;
    readonly size: number;
    readonly revision: number;
  }[],
): readonly string[] {
  const ids = mirroredIds(thread);
  const text = thread.messages.map(({ content }) => content).join("\n");
  return comments.flatMap(({ id, number, size, revision }) => {
    const times = ids.filter((one) => one === id).length;
    const current = text.split(`Comment ${number} in its revision ${revision}.`).length - 1;
    const all = text.split(new RegExp(`Comment ${number} in its revision \\d+\\.`)).length - 1;
    // A reply line repeats the first words of what it answers, so more may be seen than the comment itself says.
    const replies = thread.messages.filter(({ content }) =>
      content.split("\n")[0]?.match(new RegExp(`^-# ↩ .*Comment ${number} in`)),
    );
    return [
      ...(times === 1 ? [] : [`comment ${number} is there ${times} times`]),
      ...(all - replies.length === size
        ? []
        : [`comment ${number} has ${all - replies.length} of ${size} paragraphs`]),
      ...(current >= size ? [] : [`comment ${number} shows an old revision`]),
    ];
  });
}
