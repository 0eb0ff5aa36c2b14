import { execFileSync } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open-store.ts";
import { isReady, ProcessWorld, type StartedBot } from "./process-world.ts";
import { mirroredIds, said } from "./reading.ts";

let world: ProcessWorld;

beforeEach(async () => {
  world = await ProcessWorld.open();
});
afterEach(() => world.close());

function startBot(path: string, environment: Readonly<Record<string, string>> = {}): StartedBot {
  const urls = { DATABASE_URL: `sqlite:${path}`, CACHE_URL: `sqlite:${join(world.folder, "cache.db")}` };
  return world.start({ ...urls, ...environment });
}

function count({ lines }: { readonly lines: readonly string[] }, words: string): number {
  return lines.filter((line) => line.includes(words)).length;
}

/** Returns the bot's message when it cannot start. */
async function refusalOf(path: string, environment: Readonly<Record<string, string>> = {}): Promise<string> {
  const { ended, lines } = startBot(path, environment);
  expect(await ended).toBe(1);
  expect(world.discord.requests).toEqual([]);
  return lines.join("\n");
}

/** Fills a database with so many rows that damage in the middle hits some of them. */
async function filledDatabase(path: string): Promise<void> {
  await (await openStore(`sqlite:${path}`)).close();
  const database = new Database(path);
  database.exec(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
     INSERT INTO quotes (request, comment, text_version, revision, channel_id, created_at_ms)
     SELECT 'request ' || i, 'comment ' || i, 'x', 'x', 'x', i FROM n`,
  );
  database.close();
}

describe("a database that cannot be used", () => {
  it("is named if it is not a database", async () => {
    const path = join(world.folder, "store.db");
    writeFileSync(path, "This was a database once. ".repeat(500));
    const refusal = await refusalOf(path);
    expect(refusal).toContain(`DATABASE_URL: ${path} cannot be opened`);
    expect(refusal).toContain("restore a backup");
    expect(readFileSync(path, "utf8")).toContain("This was a database once.");
  });

  it("is named if some of its pages are damaged", async () => {
    const path = join(world.folder, "store.db");
    await filledDatabase(path);
    const descriptor = openSync(path, "r+");
    for (let at = 60_000; at < statSync(path).size; at += 60_000)
      writeSync(descriptor, Buffer.alloc(200, 0xa5), 0, 200, at);
    expect(await refusalOf(path)).toMatch(/store\.db cannot be opened .*restore a backup/);
  });

  it("is left unchanged if a newer version of the bot has used it, and the missing migration is named", async () => {
    const path = join(world.folder, "store.db");
    await (await openStore(`sqlite:${path}`)).close();
    const database = new Database(path);
    database.exec("INSERT INTO kysely_migration VALUES ('2099-01-01-later', '2099-01-01T00:00:00Z')");
    database.close();
    const before = readFileSync(path);
    const refusal = await refusalOf(path);
    expect(refusal).toContain("update the bot to a version with the migration 2099-01-01-later");
    expect(refusal).toContain("restore the backup made before the update");
    expect(refusal).not.toContain("choose a path");
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

/** Mounting needs root; elsewhere these tests are skipped. */
const mayMount = process.getuid?.() === 0 && process.platform === "linux" && tryMount();

function tryMount(): boolean {
  const place = mkdtempSync(join(tmpdir(), "commonplace-mount-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", place], { stdio: "ignore" });
    execFileSync("umount", [place]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

describe.skipIf(!mayMount)("a disk of its own (needs root and the right to mount)", () => {
  let disk: string;

  beforeAll(() => {
    disk = mkdtempSync(join(tmpdir(), "commonplace-disk-"));
  });
  beforeEach(() => {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", disk]);
  });
  afterEach(async () => {
    await world.stopBots();
    execFileSync("umount", ["-l", disk]);
  });
  afterAll(() => rmSync(disk, { recursive: true }));

  const path = () => join(disk, "store.db");
  const fill = () => {
    try {
      for (let size = 1 << 20; size >= 512; ) {
        try {
          writeFileSync(join(disk, "filler"), Buffer.alloc(size), { flag: "a" });
        } catch {
          size /= 2;
        }
      }
    } catch {
      // The disk is as full as it can be.
    }
  };
  const makeRoom = () => rmSync(join(disk, "filler"));
  const mount = (options: string) => execFileSync("mount", ["-o", `remount,${options}`, disk]);

  it("that is full at the start is named, and so is a read-only one", async () => {
    fill();
    expect(await refusalOf(path())).toMatch(/cannot be opened .*room/);
    makeRoom();
    await filledDatabase(path());
    fill();
    expect(await refusalOf(path())).toMatch(/cannot be opened .*the disk is full: make room and start again/);
    makeRoom();
    mount("ro");
    expect(await refusalOf(path())).toMatch(/cannot be opened .*write to/);
    mount("rw");
  });

  it("that fills up makes the bot wait: nothing is lost or repeated, members are told, and it continues when there is room", async () => {
    const { discord, forum, guild, channel } = world;
    const post = forum.addPost({ title: "A discussion", html: "<p>Begin.</p>", author: "Ines" });
    const other = forum.addPost({ title: "Another", html: "<p>Begin.</p>", author: "Ines" });
    const started = startBot(path());
    await discord.until(() => isReady(started) && discord.commands().length > 0);
    const follow = async (id: string) =>
      await (
        await guild.owner.command("follow", {
          url: `https://www.lesswrong.com/posts/${id}`,
          channel: channel.id,
        })
      ).settled();
    await follow(post._id);
    const ids = () => channel.threads().flatMap((thread) => mirroredIds(thread));
    const added = [forum.addComment({ postId: post._id, html: "<p>Before.</p>" })];
    await discord.until(() => ids().length === 1);

    fill();
    for (let index = 0; index < 60; index += 1) {
      added.push(forum.addComment({ postId: post._id, html: `<p>Meanwhile ${index}.</p>` }));
    }
    await discord.until(() => started.says("the database refuses changes"));
    const { length: polled } = forum.requests;
    await discord.until(() => forum.requests.length > polled + 3);
    expect(count(started, "reading a site failed")).toBe(0);
    expect(count(started, "the search index failed")).toBeLessThan(2);
    const looked = await (await guild.owner.command("lookup", { text: "Before" })).settled();
    expect(JSON.stringify(looked.message.state)).toContain("Before.");
    const refused = await follow(other._id);
    expect(said(refused)).toContain("My disk is full, so I changed nothing.");
    expect(said(await guild.owner.command("following"))).not.toContain("Another");
    expect(said(await guild.owner.command("status"))).toContain(
      "Nothing is mirrored at the moment. My disk is full",
    );
    expect(started.bot.isRunning).toBe(true);

    makeRoom();
    await discord.until(() => ids().length === added.length);
    // Sent while there was room, and answered when there was none left to record it.
    const slow = discord.inject({
      method: "POST",
      route: "/webhooks/:webhook/:token",
      times: 1,
      fault: { kind: "delay", ms: 1_500 },
    });
    added.push(forum.addComment({ postId: post._id, html: "<p>In between.</p>" }));
    await discord.until(() => slow.struck === 1);
    fill();
    const recoveries = count(started, "the database accepts changes again");
    const failures = count(started, "a delivery failed");
    await discord.until(() => count(started, "a delivery failed") > failures);
    makeRoom();
    await discord.until(() => count(started, "the database accepts changes again") > recoveries);
    expect(ids().toSorted()).toEqual(added.map(({ _id }) => _id).toSorted());
    expect(said(await guild.owner.command("status"))).not.toContain("Nothing is mirrored");
    await follow(other._id);
    await discord.until(() => channel.threads().length === 2);
    expect(await started.bot.stop()).toBe(0);
  });
});
