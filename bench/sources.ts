// Measures what each kind of site is asked, and how soon a new comment is in Discord. Run it with `npm run bench:sources`. The clocks
// of the bot, the sites and Discord run fast together. BENCH_THREAD is the number of comments of the long thread (1,000), BENCH_DAYS
// the number of idle days (1) that are measured after BENCH_QUIET quiet ones (0.5), BENCH_ROUNDS the number of new comments on each
// site (10).
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { LoopbackChannel } from "loopback-discord/driver/channel.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { BotProcess } from "../playground/bot-process.ts";
import { readConfig } from "../src/config.ts";
import { sourceKinds } from "../src/sources/index.ts";
import { openSources } from "../src/sources/open-sources.ts";
import type { Source } from "../src/sources/source.ts";
import { fastClock } from "../test/faults/fast-clock.ts";
import { kinds } from "../test/faults/kinds/kinds.ts";
import type { KindOfSite, OpenedSite } from "../test/faults/kinds/opened-site.ts";

const threadLength = Number(process.env.BENCH_THREAD ?? 1_000);
const days = Number(process.env.BENCH_DAYS ?? 1);
const quietDays = Number(process.env.BENCH_QUIET ?? 0.5);
const rounds = Number(process.env.BENCH_ROUNDS ?? 10);
const dayMs = 24 * 60 * 60_000;
const shortThread = 20;
const mostAttempts = 20;
const speeds = { idle: 480, delay: 60 };

const forummagnum: Pick<KindOfSite, "open"> = {
  async open(now) {
    const forum = await LoopbackForum.open({ now });
    const post = forum.addPost({ title: "A long discussion", html: "<p>Begin.</p>", author: "Ada" })._id;
    const ids: string[] = [];
    return {
      sites: `lesswrong=${forum.apiUrl("lesswrong")}`,
      url: `https://www.lesswrong.com/posts/${post}`,
      listUrl: "https://www.lesswrong.com/",
      requests: () => forum.requests.length,
      add(words, parent) {
        const parentCommentId = parent === undefined ? null : (ids[parent] ?? null);
        ids.push(
          forum.addComment({ postId: post, html: `<p>${words}</p>`, author: "Bo", parentCommentId })._id,
        );
      },
      edit: () => undefined,
      close: () => forum.close(),
    };
  },
};
const all = { forummagnum, ...kinds };
type Name = keyof typeof all;
const names = Object.keys(all) as Name[];

/** The bot as a process between a loopback Discord and a site of each kind, with a discussion on each. */
class Trial {
  readonly discord: LoopbackDiscord;
  readonly sites: ReadonlyMap<Name, OpenedSite>;
  readonly channels = new Map<Name, LoopbackChannel>();
  readonly now: () => number;
  readonly #bot: BotProcess;
  readonly #folder = mkdtempSync(join(tmpdir(), "commonplace-sources-"));

  private constructor(
    world: { discord: LoopbackDiscord; sites: Map<Name, OpenedSite> },
    originMs: number,
    speed: number,
  ) {
    this.discord = world.discord;
    this.sites = world.sites;
    this.now = fastClock(originMs, speed).now;
    this.#bot = new BotProcess(
      {
        DISCORD_TOKEN: this.discord.token,
        DISCORD_API_URL: this.discord.apiUrl,
        SITES: [...this.sites.values()].map(({ sites }) => sites).join(","),
        DATABASE_URL: `sqlite:${this.#folder}/bench.db`,
        CLOCK_ORIGIN_MS: String(originMs),
        CLOCK_SPEED: String(speed),
        SITE_TIMEOUT_MS: "10000",
        LOG_LEVEL: "warn",
      },
      (line) => console.error(line),
      fileURLToPath(new URL("../test/faults/quick-bot.ts", import.meta.url)),
    );
  }

  static async open(speed: number): Promise<Trial> {
    const originMs = Date.now();
    const { now } = fastClock(originMs, speed);
    const discord = await LoopbackDiscord.start({ rateLimits: "off", globalLimit: "off", now, speed });
    const sites = new Map<Name, OpenedSite>();
    for (const name of names) sites.set(name, await all[name].open(now));
    const trial = new Trial({ discord, sites }, originMs, speed);
    const guild = discord.addGuild({ name: "Bench" });
    await discord.until(() => discord.commands().length > 0, 60_000);
    for (const [name, site] of sites) {
      for (let index = 0; index < shortThread; index += 1) site.add(`Comment ${index}.`, undefined);
      const channel = guild.addForumChannel({ name });
      trial.channels.set(name, channel);
      // A list brings what is new on it; the discussion that is there is followed by itself.
      for (const url of [site.url, site.listUrl]) await follow(guild.owner, url, channel.id);
    }
    await discord.until(
      () => names.every((name) => trial.textOf(name).includes(`Comment ${shortThread - 1}.`)),
      120_000,
    );
    return trial;
  }

  textOf(name: Name): string {
    const threads = this.channels.get(name)?.threads() ?? [];
    return threads.flatMap(({ messages }) => messages.map(({ content }) => content)).join("\n");
  }

  counts(): ReadonlyMap<Name, number> {
    return new Map([...this.sites].map(([name, site]) => [name, site.requests()]));
  }

  async close(): Promise<void> {
    await this.#bot.stop();
    await this.discord.close();
    for (const site of this.sites.values()) await site.close();
    rmSync(this.#folder, { recursive: true });
  }
}

/** Follows. Where the clocks run fast, the seconds that Discord waits for an answer may be over before the bot can give it. */
async function follow(member: LoopbackMember, url: string, channel: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await (await member.command("follow", { url, channel })).settled();
      return;
    } catch (error) {
      if (attempt === mostAttempts) throw error;
    }
  }
}

/** Counts the requests for a long thread from its address: finding it, and its first reading. */
async function longThread(name: Name): Promise<{ readonly requests: number; readonly source: Source }> {
  const site = await all[name].open(Date.now);
  for (let index = 0; index < threadLength; index += 1)
    site.add(`Comment ${index}.`, index % 3 === 0 ? undefined : Math.max(0, index - 1 - (index % 2)));
  const config = readConfig({ SITES: site.sites, SITE_REQUESTS_PER_MINUTE: "6000" }, false, sourceKinds);
  const kept = new Map<string, string>();
  const originalIds = {
    keep: async (ids: ReadonlyMap<string, string>) => {
      for (const [reference, id] of ids) kept.set(reference, id);
    },
    get: async (reference: string) => kept.get(reference),
  };
  const clock = fastClock(Date.now(), 10_000);
  const [source] = openSources(config, { originalIds, clock }).values();
  const link = source?.parseUrl(new URL(site.url));
  if (source === undefined || link === undefined) throw new Error(`${name} does not read ${site.url}`);
  const found = await source.find(link, { priority: "member" });
  if (found?.kind !== "post") throw new Error(`${name} did not find ${site.url}`);
  const thread = await source.readThread(found.post.reference, { priority: "member" });
  const requests = site.requests();
  if (thread?.comments.length !== threadLength) console.error(`${name}: ${thread?.comments.length} comments`);
  await site.close();
  return { requests, source };
}

/** Counts the requests of a day on which nothing happens, once everything has been quiet for twelve hours. */
async function idleDay(): Promise<ReadonlyMap<Name, number>> {
  const trial = await Trial.open(speeds.idle);
  await sleep((quietDays * dayMs) / speeds.idle);
  const before = trial.counts();
  await sleep((days * dayMs) / speeds.idle);
  const after = trial.counts();
  await trial.close();
  return new Map(
    [...after].map(([name, count]) => [name, Math.round((count - (before.get(name) ?? 0)) / days)]),
  );
}

/** Measures the time from a new comment to its message (s), in order. */
async function delays(): Promise<ReadonlyMap<Name, readonly number[]>> {
  const trial = await Trial.open(speeds.delay);
  const measured = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    await sleep(Math.random() * 2_000);
    await Promise.all(
      names.map(async (name) => {
        const words = `News ${round}.`;
        const atMs = trial.now();
        trial.sites.get(name)?.add(words, undefined);
        await trial.discord.until(() => trial.textOf(name).includes(words), 120_000);
        measured.get(name)?.push((trial.now() - atMs) / 1_000);
      }),
    );
  }
  await trial.close();
  return new Map([...measured].map(([name, times]) => [name, times.sort((a, b) => a - b)]));
}

/** Returns the most requests that a site allows in a day at the default pace. */
function allowance({ capabilities: { requestsPerDay, requestsPerMinute } }: Source): number {
  const usual = readConfig({}, false, sourceKinds).siteRequestsPerMinute;
  return requestsPerDay ?? Math.min(usual, requestsPerMinute ?? usual) * 24 * 60;
}

const count = (value: number) => value.toLocaleString("en");
const threads = new Map<Name, Awaited<ReturnType<typeof longThread>>>();
for (const name of names) threads.set(name, await longThread(name));
const idle = await idleDay();
const times = await delays();
console.log(
  `| | requests for ${count(threadLength)} comments | requests on an idle day | of at most | comment to message, s: median, longest of ${rounds} |\n|---|---|---|---|---|`,
);
for (const [name, { requests, source }] of threads) {
  const most = allowance(source);
  const day = idle.get(name) ?? 0;
  const seconds = times.get(name) ?? [];
  const median = seconds[Math.floor(seconds.length / 2)] ?? 0;
  console.log(
    `| ${name} | ${count(requests)} | ${count(day)} | ${count(most)} (${((day / most) * 100).toFixed(0)} %) | ${median.toFixed(0)}, ${(seconds.at(-1) ?? 0).toFixed(0)} |`,
  );
}
