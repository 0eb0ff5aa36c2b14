import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import { isReady, ProcessWorld, type StartedBot } from "./process-world.ts";
import { mirroredIds } from "./reading.ts";

describe.skipIf(!hasPostgres)(`processes on one Postgres ${needsPostgres}`, () => {
  let world: ProcessWorld;
  let database: PostgresDatabase;

  beforeEach(async () => {
    world = await ProcessWorld.open();
    database = await PostgresDatabase.create({ isEmpty: true });
  });
  afterEach(async () => {
    await world.close();
    await database.drop();
  });

  /** The archive and the index are in the same database. */
  const environment = () => ({ DATABASE_URL: database.url });
  const isWaiting = ({ says }: StartedBot) => says("another process is using this database");
  const ids = () => world.channel.threads().flatMap((thread) => mirroredIds(thread));
  const identifies = () => world.discord.gateway.identifies;

  it("run one at a time: the next one waits, and continues in the middle of a backfill when the first is killed", async () => {
    const first = await world.startReady(environment());
    const post = await world.followedPost();
    const second = world.start(environment());
    await world.discord.until(() => isWaiting(second));
    expect(second.lines.join("\n")).toContain(`/${database.name}`);
    expect(second.lines.join("\n")).not.toContain("password");
    expect(identifies()).toBe(1);
    const added = Array.from({ length: 60 }, (_, index) =>
      world.forum.addComment({ postId: post._id, html: `<p>Comment ${index}.</p>` }),
    ).map(({ _id }) => _id);
    await world.discord.until(() => ids().length > 5);
    await first.bot.kill();
    await world.discord.until(() => isReady(second));
    expect(second.says("taking over")).toBe(true);
    await world.discord.until(() => ids().length >= added.length);
    expect(ids().toSorted()).toEqual(added.toSorted());
  });

  it("never both run: one that was stopped for too long ends when it resumes", async () => {
    const first = await world.startReady(environment());
    const post = await world.followedPost();
    first.bot.child.kill("SIGSTOP");
    const second = world.start(environment());
    await world.discord.until(() => isReady(second));
    first.bot.child.kill("SIGCONT");
    expect(await first.ended).toBe(1);
    expect(first.says("another process has taken the database over; ending")).toBe(true);
    const added = world.forum.addComment({ postId: post._id, html: "<p>Only once.</p>" });
    await world.discord.until(() => ids().includes(added._id));
    expect(ids()).toEqual([added._id]);
  });

  it("carry out what an operator's script decides", async () => {
    const script = fileURLToPath(new URL("../../src/opt-out.ts", import.meta.url));
    const ann = world.forum.addUser({ displayName: "Ann Tide" });
    await world.startReady(environment());
    const env = { ...environment(), SITES: `lesswrong=${world.forum.apiUrl("lesswrong")}` };
    const profile = `https://www.lesswrong.com/users/${ann.slug}`;
    const { stdout } = await promisify(execFile)(process.execPath, [script, profile], { env });
    expect(stdout).toContain(`lesswrong:user:${ann._id} is opted out`);
    await expect
      .poll(async () => await database.query("select stage from opt_outs"))
      .toEqual([{ stage: "done" }]);
  });
});
