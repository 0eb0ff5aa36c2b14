import { rmSync, symlinkSync } from "node:fs";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isReady, ProcessWorld, type StartedBot } from "./process-world.ts";
import { mirroredIds } from "./reading.ts";

let world: ProcessWorld;

beforeEach(async () => {
  world = await ProcessWorld.open();
});
afterEach(() => world.close());

const isWaiting = ({ says }: StartedBot) => says("another process is using this database");
const identifies = () => world.discord.gateway.identifies;

describe("a second process on the same database", () => {
  it("says so at once, does not connect to Discord, and takes over when the first one is killed", async () => {
    const first = await world.startReady();
    const post = await world.followedPost();
    const second = world.start();
    await world.discord.until(() => isWaiting(second));
    expect(second.lines.join("\n")).toContain(`${world.folder}/store.db`);
    expect(identifies()).toBe(1);
    await first.bot.kill();
    const added = world.forum.addComment({ postId: post._id, html: "<p>Only once.</p>" });
    await world.discord.until(() => isReady(second));
    expect(second.says("taking over")).toBe(true);
    const ids = () => world.channel.threads().flatMap((thread) => mirroredIds(thread));
    await world.discord.until(() => ids().includes(added._id));
    expect(ids()).toEqual([added._id]);
  });

  it("keeps waiting, however long the first one is stopped", async () => {
    const first = await world.startReady();
    first.bot.child.kill("SIGSTOP");
    const second = world.start();
    await world.discord.until(() => isWaiting(second));
    expect(second.bot.isRunning).toBe(true);
    expect(identifies()).toBe(1);
    first.bot.child.kill("SIGCONT");
    expect(await first.bot.stop()).toBe(0);
    await world.discord.until(() => isReady(second));
    expect(isReady(second)).toBe(true);
  });

  it("is noticed whatever path it uses, and stops when it is asked to", async () => {
    symlinkSync(world.folder, `${world.folder}-link`);
    try {
      await world.startReady();
      const second = world.start({ DATABASE_URL: `sqlite:${world.folder}-link/store.db` });
      await world.discord.until(() => isWaiting(second));
      expect(await second.bot.stop()).toBe(0);
    } finally {
      rmSync(`${world.folder}-link`);
    }
  });

  it("does not interfere with an operator's script", async () => {
    await world.startReady();
    const database = new Database(`${world.folder}/store.db`, { timeout: 1_000 });
    database.exec("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('seen'); DROP TABLE notes");
    expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
    database.close();
  });
});
