import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { World } from "./world.ts";

const backupFile = fileURLToPath(new URL("../../src/backup.ts", import.meta.url));
let world: World;

beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

/** Runs what `npm run backup -- <target>` runs. */
async function backUp(target: string | readonly string[] = [], databasePath = world.databasePath) {
  const child = spawn(process.execPath, [backupFile, ...[target].flat()], {
    env: { DATABASE_URL: `sqlite:${databasePath}`, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += String(chunk)));
  const [code] = await once(child, "close");
  return { said, code };
}

const beside = (name: string) => join(dirname(world.databasePath), name);

async function followed(): Promise<void> {
  const post = world.forum.addPost({ title: "A discussion", html: "<p>Begin.</p>", author: "Ines" });
  for (let index = 0; index < 200; index += 1) {
    world.forum.addComment({ postId: post._id, html: `<p>Comment ${index}.</p>` });
  }
  await world.follow(`https://www.lesswrong.com/posts/${post._id}`);
}

describe("npm run backup", () => {
  it("copies the database while the bot writes, checks the copy, and reports its path and contents", async () => {
    await followed();
    await world.discord.until(() => (world.channel.threads()[0]?.messages.length ?? 0) > 20);
    const { said, code } = await backUp();
    expect(said).toMatch(
      /^Backed up to .*backups\/store-\d{4}-\d\d-\d\dT[\d-]+\.db: [\d.]+ MB, 1 follows, \d+ messages; checked\.$/m,
    );
    expect(code).toBe(0);
    const [name = ""] = readdirSync(beside("backups"));
    const copy = new Database(join(beside("backups"), name), { readonly: true });
    expect(copy.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(copy.prepare("SELECT count(*) FROM ledger").pluck().get()).toBe(200);
    copy.close();
    expect(readdirSync(beside("backups"))).toHaveLength(1);
  });

  it("writes to the file or into the folder it is given, and never over another one", async () => {
    mkdirSync(beside("kept"));
    expect((await backUp(beside("kept"))).code).toBe(0);
    expect(readdirSync(beside("kept"))[0]).toMatch(/^store-.*\.db$/);
    writeFileSync(beside("mine.db"), "something else");
    const { said, code } = await backUp(beside("mine.db"));
    expect(code).toBe(1);
    expect(said).toContain(`No backup was made:\n  ${beside("mine.db")} already exists; name a new file`);
    expect(readFileSync(beside("mine.db"), "utf8")).toBe("something else");
    expect((await backUp(beside("new/deeper/copy.db"))).code).toBe(0);
    expect(existsSync(beside("new/deeper/copy.db"))).toBe(true);
    expect((await backUp(beside("newer/"))).code).toBe(0);
    expect(readdirSync(beside("newer"))[0]).toMatch(/^store-.*\.db$/);
  });

  it("does not take an option or a second name as the name of a file", async () => {
    for (const given of [["--help"], [beside("one.db"), beside("other.db")]]) {
      const { said, code } = await backUp(given);
      expect(said).toContain("No backup was made:\n  name at most one file or folder");
      expect(code).toBe(1);
    }
    expect(existsSync(beside("one.db"))).toBe(false);
  });

  it("reports what is wrong, and leaves nothing behind", async () => {
    const missing = await backUp(beside("copy.db"), beside("nowhere.db"));
    expect(missing.said).toContain(`there is no database at ${beside("nowhere.db")}`);
    writeFileSync(beside("file"), "");
    const unwritable = await backUp(beside("file/copy.db"));
    expect(unwritable.said).toContain(`${beside("file/copy.db")} cannot be written`);
    writeFileSync(beside("damaged.db"), "no database at all, but long enough to be one".repeat(200));
    const damaged = await backUp(beside("copy.db"), beside("damaged.db"));
    expect(damaged.said).toContain("restore a backup");
    expect([missing.code, unwritable.code, damaged.code]).toEqual([1, 1, 1]);
    expect(existsSync(beside("copy.db"))).toBe(false);
    expect(readdirSync(dirname(world.databasePath)).filter((name) => name.includes("unfinished"))).toEqual(
      [],
    );
  });
});
