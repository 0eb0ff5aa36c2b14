import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import { ProcessWorld, type StartedBot } from "./process-world.ts";
import { mirroredIds, said } from "./reading.ts";

describe.skipIf(!hasPostgres)(`a Postgres ${needsPostgres}`, () => {
  let world: ProcessWorld;
  let database: PostgresDatabase;

  beforeEach(async () => {
    world = await ProcessWorld.open();
    database = await PostgresDatabase.create();
  });
  afterEach(async () => {
    await world.close();
    await database.drop();
  });

  /** The archive is in the same database. */
  const environment = () => ({ DATABASE_URL: database.url, LOG_LEVEL: "trace" });
  const ids = () => world.channel.threads().flatMap((thread) => mirroredIds(thread));
  const count = ({ lines }: StartedBot, words: string) => lines.filter((line) => line.includes(words)).length;

  it("that is lost makes the bot wait: nothing is lost or repeated, members are told, and it continues", async () => {
    const { discord, forum, guild } = world;
    const started = await world.startReady(environment());
    const post = await world.followedPost();
    const added = [forum.addComment({ postId: post._id, html: "<p>Before.</p>" })];
    await discord.until(() => ids().length === 1);
    await database.close();
    for (let index = 0; index < 10; index += 1)
      added.push(forum.addComment({ postId: post._id, html: `<p>Meanwhile ${index}.</p>` }));
    await discord.until(() => started.says("the database refuses changes"));
    expect(said(await guild.owner.command("status"))).toContain("I cannot reach my database at the moment");
    expect(started.bot.isRunning).toBe(true);
    await database.reopen();
    await discord.until(() => ids().length === added.length);
    expect(started.says("the database accepts changes again")).toBe(true);
    expect(ids().toSorted()).toEqual(added.map(({ _id }) => _id).toSorted());
    expect(said(await guild.owner.command("status"))).not.toContain("Nothing is mirrored");
    expect(await started.bot.stop()).toBe(0);
    expect(count(started, "unhandled")).toBe(0);
  });

  it("that is lost for longer than a lease lasts costs the only process no connection, and members are still told", async () => {
    const { discord, forum, guild } = world;
    const started = await world.startReady(environment());
    const post = await world.followedPost();
    await database.close();
    const isLost = (line: string) => line.includes("a unit was lost") && line.includes("shard 0/1");
    await discord.until(() => started.lines.some(isLost));
    expect(said(await guild.owner.command("status"))).toContain("I cannot reach my database at the moment");
    const added = forum.addComment({ postId: post._id, html: "<p>Meanwhile.</p>" });
    await database.reopen();
    await discord.until(() => ids().length > 0);
    expect(ids()).toEqual([added._id]);
    expect(discord.gateway.identifies).toBe(1);
  });

  it("that is lost does not hide for good that a server removed the bot meanwhile", async () => {
    const { discord, guild } = world;
    const started = await world.startReady(environment());
    await world.followedPost();
    await database.close();
    guild.removeBot();
    await discord.until(() => started.says("an event could not be handled"));
    await database.reopen();
    await expect
      .poll(async () => await database.query("select guild_id from departures"))
      .toEqual([{ guild_id: guild.id }]);
    await expect
      .poll(async () => await database.query("select state from follows"))
      .toEqual([{ state: "troubled" }]);
  });

  it("whose connections are cut again and again makes the bot lose no message and repeat none", async () => {
    const { discord, forum } = world;
    const started = await world.startReady(environment());
    const post = await world.followedPost();
    const added: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (let index = 0; index < 4; index += 1)
        added.push(forum.addComment({ postId: post._id, html: `<p>${round}.${index}</p>` })._id);
      await discord.until(() => ids().length > added.length - 4);
      await database.cut();
    }
    await discord.until(() => ids().length >= added.length);
    expect(ids().toSorted()).toEqual(added.toSorted());
    expect(await started.bot.stop()).toBe(0);
  });
});
