// Measures how soon a member gets the first answer to a command with 100,000 comments archived. Run it with `npm run
// bench:commands`. The text comes from PLAYGROUND_CORPUS (a folder of real comments), if that is set.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { BotProcess } from "../playground/bot-process.ts";
import { openArchive } from "../src/archive/open-archive.ts";
import { systemClock } from "../src/clock.ts";
import type { Comment } from "../src/forum/comment.ts";
import { openSearchIndex, searchPath } from "../src/search/sqlite/open-search-index.ts";
import { generateForum } from "./search/generate.ts";
import { readMaterial } from "./search/material.ts";
import { show, summarize } from "./search/measure.ts";

const size = Number(process.env.BENCH_SIZE ?? 100_000);
const rounds = Number(process.env.BENCH_ROUNDS ?? 60);
const folder = mkdtempSync(join(tmpdir(), "commonplace-bench-"));
const databaseUrl = `sqlite:${folder}/bench.db`;

const forum = generateForum(await readMaterial(process.env.PLAYGROUND_CORPUS ?? ""), size);
const archive = await openArchive(`sqlite:${folder}/bench.cache.db`, {
  indexed: { index: openSearchIndex(searchPath(databaseUrl)), clock: systemClock },
  onError: console.error,
});
const samples: Comment[] = [];
await archive.posts.put(forum.posts);
let batch: Comment[] = [];
for (const comment of forum.comments()) {
  batch.push(comment);
  if (batch.length < 500) continue;
  await archive.comments.put(batch);
  if (samples.length < rounds) samples.push(...batch.slice(0, 1));
  batch = [];
}
await archive.comments.put(batch);
await archive.settled();
await archive.close();

const discord = await LoopbackDiscord.start({ rateLimits: "off" });
const site = await LoopbackForum.open();
const guild = discord.addGuild({ name: "Bench" });
const reader = guild.addMember({ name: "Reader" });
const bot = new BotProcess(
  {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    SITES: site.siteNames.map((name) => `${name}=${site.apiUrl(name)}`).join(","),
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: "warn",
  },
  console.error,
);
await discord.until(() => discord.commands().length > 0, 60_000);

const words = ["the", "reward model", "align", "of", "zebra", '"in the"', "q"];
const cases: Readonly<Record<string, (round: number) => Promise<number>>> = {
  "/lookup text": async (round) =>
    await first(reader.command("lookup", { text: words[round % words.length] ?? "" })),
  "/lookup text author": async (round) =>
    await first(reader.command("lookup", { text: "the", author: samples[round]?.author?.name ?? "x" })),
  "/context": async (round) =>
    await first(reader.command("context", { comment: samples[round]?.reference ?? "" })),
  "/quote (modal)": async (round) =>
    await first(reader.command("quote", { comment: samples[round]?.reference ?? "" })),
  "autocomplete of a comment": async (round) => {
    const startedAtMs = performance.now();
    await reader.autocomplete("quote", { comment: words[round % words.length] ?? "" }, "comment");
    return performance.now() - startedAtMs;
  },
};

async function first(answer: ReturnType<typeof reader.command>): Promise<number> {
  return (await answer).firstAnswerMs;
}

console.log(
  `${size.toLocaleString("en-US")} comments archived; from interaction to first answer, ${rounds} rounds each`,
);
for (const [name, ask] of Object.entries(cases)) {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await ask(round % Math.max(1, samples.length)));
  console.log(`${name}: ${show(summarize(times))}`);
}
await bot.stop();
await Promise.all([discord.close(), site.close()]);
rmSync(folder, { recursive: true });
