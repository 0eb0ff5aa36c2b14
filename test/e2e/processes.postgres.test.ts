import type { LoopbackChannel } from "loopback-discord/driver/channel.ts";
import type { LoopbackGuild } from "loopback-discord/driver/guild.ts";
import { shardOfServer } from "loopback-discord/state/sharding.ts";
import type { PostRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import { ProcessWorld, type StartedBot } from "./process-world.ts";
import { mirroredIds } from "./reading.ts";
import { runOptOut } from "./run-opt-out.ts";

/** Each server is on a shard of its own. */
const servers = 4;

describe.skipIf(!hasPostgres)(`processes on one Postgres ${needsPostgres}`, () => {
  let world: ProcessWorld;
  let database: PostgresDatabase;
  let guilds: readonly LoopbackGuild[];
  /** A forum channel of each server. */
  let channels: readonly LoopbackChannel[];

  beforeEach(async () => {
    world = await ProcessWorld.open({ sharding: { recommendedServers: 1, maxConcurrency: "off" } });
    const others = Array.from({ length: servers }, (_, shard) => shard)
      .filter((shard) => shard !== shardOfServer(world.guild.id, servers))
      .map((shard) => world.discord.addGuild({ name: `Server ${shard}`, shard: [shard, servers] }));
    guilds = [world.guild, ...others];
    channels = [world.channel, ...others.map((guild) => guild.addForumChannel({ name: "discussions" }))];
    database = await PostgresDatabase.create({ isEmpty: true });
  });
  afterEach(async () => {
    await world.close();
    await database.drop();
  });

  /** The archive and the index are in the same database. */
  const start = (environment = {}) => world.start({ DATABASE_URL: database.url, ...environment });
  const idsIn = (channel: LoopbackChannel) => channel.threads().flatMap((thread) => mirroredIds(thread));
  const add = ({ _id: postId }: PostRecord, count = 1) =>
    Array.from(
      { length: count },
      (_, index) => world.forum.addComment({ postId, html: `<p>Comment ${index}.</p>` })._id,
    );
  const haveArrived = (ids: readonly string[]) => () =>
    channels.every((channel) => idsIn(channel).length >= ids.length);
  /** Returns how many shards each process has. */
  const shares = async (bots: readonly StartedBot[]) => {
    const leases = await database.query<{ holder: string }>(
      "select holder from leases where unit like 'shard %' and expires_at > clock_timestamp()",
    );
    const pids = leases.map(({ holder }) => Number(holder.split(" ")[1]));
    return bots.map(({ bot }) => pids.filter((pid) => pid === bot.child.pid).length);
  };

  /** Waits until the processes have shared the shards out evenly, all are connected, and the commands are deployed. */
  async function shared(bots: readonly StartedBot[]): Promise<void> {
    await expect.poll(() => shares(bots)).toEqual(bots.map(() => servers / bots.length));
    await world.discord.until(() => world.discord.gateway.readyCount === servers);
    await world.discord.until(() => world.discord.commands().length > 0);
  }

  /** Follows a new post in every server. */
  async function followEverywhere(): Promise<PostRecord> {
    const post = world.forum.addPost({ title: "A discussion", html: "<p>Begin.</p>", author: "Ines" });
    const url = `https://www.lesswrong.com/posts/${post._id}`;
    await world.discord.until(() => world.discord.commands().length > 0);
    for (const [index, guild] of guilds.entries()) {
      const answer = await guild.owner.command("follow", { url, channel: channels[index]?.id ?? "" });
      await answer.settled();
    }
    await world.discord.until(() => channels.every((channel) => channel.threads().length === 1));
    return post;
  }

  function expectOnce(ids: readonly string[]): void {
    for (const channel of channels) expect(idsIn(channel).toSorted()).toEqual(ids.toSorted());
  }

  it("share the work: each connects some shards, and what one reads all show", async () => {
    const bots = [start(), start()];
    await shared(bots);
    const ids = add(await followEverywhere(), 5);
    await world.discord.until(haveArrived(ids));
    expectOnce(ids);
    const readings = world.forum.requests.filter(({ operation }) => operation === "ReadThread");
    expect(readings.length).toBeLessThan(servers * 2);
  });

  it("take over from one that is killed in the middle of a backfill", async () => {
    const bots = [start(), start()];
    await shared(bots);
    const post = await followEverywhere();
    const ids = add(post, 60);
    await world.discord.until(() => channels.some((channel) => idsIn(channel).length > 5));
    await bots[0]?.bot.kill();
    await world.discord.until(haveArrived(ids));
    expectOnce(ids);
    expect(await shares(bots)).toEqual([0, servers]);
  });

  it("do nothing for units that others have taken over while they were stopped", async () => {
    const [first, second] = [start(), start()];
    await shared([first, second]);
    const post = await followEverywhere();
    first.bot.child.kill("SIGSTOP");
    const ids = add(post, 10);
    await world.discord.until(haveArrived(ids));
    first.bot.child.kill("SIGCONT");
    const more = add(post, 10);
    await world.discord.until(haveArrived([...ids, ...more]));
    await shared([first, second]);
    expectOnce([...ids, ...more]);
  });

  it("hand their units over when they end", async () => {
    const [first, second] = [start(), start()];
    await shared([first, second]);
    const post = await followEverywhere();
    const ids = add(post, 60);
    await world.discord.until(() => channels.some((channel) => idsIn(channel).length > 5));
    expect(await first.bot.stop()).toBe(0);
    await expect.poll(() => shares([second])).toEqual([servers]);
    await world.discord.until(haveArrived(ids));
    expectOnce(ids);
  });

  it("ask a site together no more often than one alone may", async () => {
    const everyMs = 250;
    const environment = { SITE_REQUESTS_PER_MINUTE: String(60_000 / everyMs) };
    await shared([start(environment), start(environment)]);
    const people = Array.from({ length: 6 * servers }, (_, index) =>
      world.forum.addUser({ displayName: `Person ${index}` }),
    );
    const before = world.forum.requests.length;
    const sinceMs = performance.now();
    const answers = await Promise.all(
      people.map(({ slug }, index) => {
        const user = `https://www.lesswrong.com/users/${slug}`;
        return (guilds[index % servers] as LoopbackGuild).owner.command("profile", { user });
      }),
    );
    await Promise.all(answers.map((answer) => answer.settled()));
    const asked = world.forum.requests.length - before;
    expect(asked).toBeGreaterThanOrEqual(people.length);
    // Each process may have had one request under way at the beginning.
    expect(asked).toBeLessThanOrEqual((performance.now() - sinceMs) / everyMs + 3);
  });

  it("say on the status page what is counted for one process alone", async () => {
    const first = world.start({ DATABASE_URL: database.url, HTTP_PORT: "0" });
    await shared([first]);
    const opened = first.lines.find((line) => line.includes("the operator's pages are open")) ?? "";
    const { url } = JSON.parse(opened) as { readonly url: string };
    const page = async () => await (await fetch(url)).text();
    expect(await page()).not.toContain("of this process");
    start();
    await expect.poll(page).toContain("the requests and the plots are those of this process");
  });

  it("say so if SHARD_COUNT has no effect because the others use another number", async () => {
    const first = start();
    await shared([first]);
    const second = world.start({ DATABASE_URL: database.url, SHARD_COUNT: "3" });
    await world.discord.until(() => second.says("SHARD_COUNT has no effect"));
    await shared([first, second]);
  });

  it("carry out what an operator's script decides", async () => {
    const ann = world.forum.addUser({ displayName: "Ann Tide" });
    const bot = start();
    await shared([bot]);
    const env = { DATABASE_URL: database.url, SITES: `lesswrong=${world.forum.apiUrl("lesswrong")}` };
    const profile = `https://www.lesswrong.com/users/${ann.slug}`;
    expect(await runOptOut(env, profile)).toContain(`lesswrong:user:${ann._id} is opted out`);
    await expect
      .poll(async () => await database.query("select stage from opt_outs"))
      .toEqual([{ stage: "done" }]);
  });
});
