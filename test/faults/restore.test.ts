import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { afterEach, describe, expect, it } from "vitest";
import { BotProcess } from "../../playground/bot-process.ts";
import { mirroredIds } from "../e2e/reading.ts";
import { randomOf } from "./random.ts";
import { seed } from "./seed.ts";

const restores = Number(process.env.FAULT_RESTORES ?? 1);
/** Number of changes on the site between a backup and the crash that makes it necessary. */
const changes = 25;

const folder = mkdtempSync(join(tmpdir(), "commonplace-restore-"));
const botFile = fileURLToPath(new URL("quick-bot.ts", import.meta.url));
const backupFile = fileURLToPath(new URL("../../src/backup.ts", import.meta.url));
const database = join(folder, "store.db");
let discord: LoopbackDiscord;
let forum: LoopbackForum;
let bot: BotProcess | undefined;

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
    DATABASE_URL: `sqlite:${database}`,
    POLL_INTERVAL_SECONDS: "1",
    SITE_REQUESTS_PER_MINUTE: "6000",
    LOG_LEVEL: "warn",
  };
  return new BotProcess(environment, () => {}, botFile);
}

function backUp(target: string): void {
  execFileSync(process.execPath, [backupFile, target], { env: { DATABASE_URL: `sqlite:${database}` } });
}

/** Puts a backup in the place of the database, as docs/run-it.md says. */
function restore(backup: string): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(database + suffix, { force: true });
  copyFileSync(backup, database);
}

interface Written {
  readonly id: string;
  readonly number: number;
  revision: number;
  paragraphs: number;
}

/** Says in each paragraph which revision of which comment it belongs to. */
function bodyOf({ number, revision, paragraphs }: Omit<Written, "id">): string {
  return Array.from(
    { length: paragraphs },
    (_, index) =>
      `<p>Comment ${number}, revision ${revision}, paragraph ${index}. ${"And so it goes on. ".repeat(20)}</p>`,
  ).join("");
}

describe(`${restores} restores of a backup taken in the middle of traffic (seed ${seed})`, () => {
  it(
    "lose nothing, repeat nothing and leave every comment as it is on the site",
    async () => {
      const random = randomOf(seed);
      const pick = (below: number) => Math.floor(random() * below);
      const size = () => (random() < 0.3 ? 5 + pick(12) : 1);
      discord = await LoopbackDiscord.start({ rateLimits: "off" });
      forum = await LoopbackForum.open();
      const guild = discord.addGuild({ name: "Reading group" });
      const channel = guild.addForumChannel({ name: "discussions" });
      const post = forum.addPost({ title: "A long discussion", html: "<p>Begin.</p>", author: "Ines" });
      const comments: Written[] = [];
      const add = () => {
        const written = { number: comments.length, revision: 0, paragraphs: size() };
        const parent = random() < 0.5 ? comments[pick(comments.length)]?.id : undefined;
        const { _id } = forum.addComment({
          postId: post._id,
          html: bodyOf(written),
          author: `Author ${written.number % 5}`,
          ...(parent === undefined ? {} : { parentCommentId: parent }),
        });
        comments.push({ id: _id, ...written });
      };
      const change = () => {
        const comment = comments[pick(comments.length)];
        if (comment === undefined) return;
        comment.revision += 1;
        comment.paragraphs = size();
        forum.editComment(comment.id, bodyOf(comment));
      };
      const traffic = async () => {
        for (let index = 0; index < changes; index += 1) {
          if (random() < 0.6) add();
          else change();
          const requests = discord.requests.length + pick(4);
          const deadline = performance.now() + 300;
          await discord.until(
            () => discord.requests.length >= requests || performance.now() > deadline,
            2_000,
          );
        }
      };
      add();
      bot = startBot();
      await discord.until(() => discord.commands().length > 0);
      await guild.owner.command("follow", {
        url: `https://www.lesswrong.com/posts/${post._id}`,
        channel: channel.id,
      });
      await discord.until(() => channel.threads().length === 1);
      for (let restored = 0; restored < restores; restored += 1) {
        await traffic();
        const backup = join(folder, `backup-${restored}.db`);
        backUp(backup);
        await traffic();
        await bot.kill();
        restore(backup);
        bot = startBot();
      }
      const faults = () => faultsOf(channel.threads()[0], comments);
      // Everything left unsent between two restores is sent now; a slow disk takes its time.
      await expect.poll(faults, { interval: 1_000, timeout: 60_000 + restores * 20_000 }).toEqual([]);
      expect(channel.threads()).toHaveLength(1);
      expect(discord.violations).toEqual([]);
      expect(discord.pings).toEqual([]);
    },
    restores * 80_000 + 180_000,
  );
});

/** Lists lost, repeated and outdated comments. */
function faultsOf(thread: LoopbackThread | undefined, comments: readonly Written[]): readonly string[] {
  if (thread === undefined) return ["there is no forum post"];
  const ids = mirroredIds(thread);
  // A reply line repeats the first words of its parent.
  const own = thread.messages.map(({ content }) => content.replace(/^-# ↩ .*$/gm, "")).join("\n");
  const said = [...own.matchAll(/Comment (\d+), revision (\d+), paragraph (\d+)\./g)].map(([words]) => words);
  const wanted = comments.flatMap(({ number, revision, paragraphs }) =>
    Array.from(
      { length: paragraphs },
      (_, index) => `Comment ${number}, revision ${revision}, paragraph ${index}.`,
    ),
  );
  const times = new Map<string, number>();
  for (const words of said) times.set(words, (times.get(words) ?? 0) + 1);
  const isWanted = new Set(wanted);
  return [
    ...wanted.filter((words) => !times.has(words)).map((words) => `lost: ${words}`),
    ...said.filter((words) => !isWanted.has(words)).map((words) => `outdated: ${words}`),
    ...[...times].filter(([, count]) => count > 1).map(([words, count]) => `${count} times: ${words}`),
    ...comments
      .filter(({ id }) => ids.filter((one) => one === id).length !== 1)
      .map(({ number }) => `comment ${number} does not end once`),
  ];
}
