import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasPostgres, needsPostgres, PostgresDatabase } from "../postgres/database.ts";
import { fillStore, readStore } from "../store/move/fill-store.ts";
import { ProcessWorld } from "./process-world.ts";
import { mirroredIds } from "./reading.ts";

const script = fileURLToPath(new URL("../../src/move.ts", import.meta.url));

interface Ended {
  readonly said: string;
  readonly code: number | null;
}

/**
 * Runs what `npm run move -- <options>` runs.
 * @param killAt words of the output at which it is killed
 */
async function move(options: readonly string[], killAt?: string): Promise<Ended> {
  const { NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, [script, ...options], { env: { NODE_COMPILE_CACHE } });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      said += String(chunk);
      if (killAt !== undefined && said.includes(killAt)) child.kill("SIGKILL");
    });
  const [code] = (await once(child, "close")) as [number | null];
  return { said, code };
}

describe.skipIf(!hasPostgres)(`npm run move ${needsPostgres}`, () => {
  let world: ProcessWorld;
  let database: PostgresDatabase;
  let file: string;

  beforeEach(async () => {
    world = await ProcessWorld.open();
    database = await PostgresDatabase.create({ isEmpty: true });
    file = `${world.folder}/store.db`;
  });
  afterEach(async () => {
    await world.close();
    await database.drop();
  });

  const there = () => ["--from", `sqlite:${file}`, "--to", database.url];
  const back = () => ["--from", database.url, "--to", `sqlite:${world.folder}/back.db`];

  it("takes a bot to Postgres and back, which continues where it was and posts nothing twice", async () => {
    const ids = () => world.channel.threads().flatMap((thread) => mirroredIds(thread));
    await world.startReady();
    const post = await world.followedPost();
    const added: string[] = [];
    const comment = async () => {
      added.push(world.forum.addComment({ postId: post._id, html: "<p>Only once.</p>" })._id);
      await world.discord.until(() => ids().length === added.length);
    };
    await comment();
    const running = await move(there());
    expect(running.code).toBe(1);
    expect(running.said).toMatch(
      /^Nothing was moved:\n {2}--from: a bot is using .*store\.db; stop it and move again/,
    );
    await world.stopBots();
    const moved = await move(there());
    expect(moved.code).toBe(0);
    expect(moved.said).toMatch(/^ledger +1 {2}[0-9a-f]{32}$/m);
    expect(moved.said).toMatch(/^The cache has moved too: \d+ records\.$/m);
    expect(await database.query("select 1 from archive where namespace = 'comments'")).toHaveLength(1);
    expect(moved.said).toMatch(
      /Moved and compared in [\d.]+ s\. Set DATABASE_URL to postgres:\/\/postgres@127/,
    );
    expect(moved.said).not.toContain("password@");
    await world.startReady({ DATABASE_URL: database.url });
    await comment();
    await world.stopBots();
    const movedBack = await move(back());
    expect(movedBack.code).toBe(0);
    expect(movedBack.said).toContain(`Set DATABASE_URL to sqlite:${world.folder}/back.db and start the bot.`);
    await world.startReady({ DATABASE_URL: `sqlite:${world.folder}/back.db` });
    await comment();
    expect(ids().toSorted()).toEqual(added.toSorted());
    expect(world.channel.threads()).toHaveLength(1);
  });

  it.each(["copying ledger", "comparing ledger"])(
    "leaves the target empty if it is killed while it is %s, and can be repeated",
    async (killAt) => {
      await fillStore(file, { ledger: 60_000 });
      const before = readStore(file);
      expect((await move(there(), killAt)).code).toBeNull();
      expect(
        await database.query("select (select count(*) from ledger) + (select count(*) from follows) as rows"),
      ).toEqual([{ rows: "0" }]);
      expect(readStore(file)).toEqual(before);
      // The server may take a moment to notice that the process is gone.
      await expect.poll(async () => (await move(there())).code).toBe(0);
      expect((await move(back(), killAt)).code).toBeNull();
      expect(Object.values(readStore(`${world.folder}/back.db`)).flat()).toEqual([]);
      await expect.poll(async () => (await move(back())).code).toBe(0);
      expect(readStore(`${world.folder}/back.db`)).toEqual(before);
    },
  );

  it("says what is missing or wrong", async () => {
    const usage = "npm run move -- --from sqlite:<path> --to postgres://user:password@host:5432/name";
    const wrong: readonly (readonly [readonly string[], string])[] = [
      [[], `Nothing was moved:\n  --from: name both databases: ${usage}`],
      [["--from", `sqlite:${file}`, "--to", ""], `--to: name both databases: ${usage}`],
      [["--from", `sqlite:${file}`, "--to", "mysql://host/name"], "--to: must be sqlite:<path>"],
      [["--everything"], `Unknown option '--everything'`],
      [there(), `--from: the bot has no database at ${file}; check the address`],
    ];
    for (const [options, words] of wrong) {
      const { said, code } = await move(options);
      expect(said).toContain(words);
      expect(code).toBe(1);
    }
  });
});
