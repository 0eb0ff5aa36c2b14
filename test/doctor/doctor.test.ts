import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const script = fileURLToPath(new URL("../../src/doctor.ts", import.meta.url));

let folder: string;
let discord: LoopbackDiscord;
let forum: LoopbackForum;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "commonplace-doctor-"));
  discord = await LoopbackDiscord.start({ rateLimits: "off", globalLimit: "off" });
  forum = await LoopbackForum.open();
});
afterEach(async () => {
  await Promise.all([discord.close(), forum.close()]);
  rmSync(folder, { recursive: true });
});

interface Examined {
  readonly code: number;
  readonly lines: readonly string[];
}

async function examine(environment: Readonly<Record<string, string>> = {}): Promise<Examined> {
  const env = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    SITES: `lesswrong=${forum.apiUrl("lesswrong")}`,
    DATABASE_URL: `sqlite:${folder}/data/store.db`,
    ...environment,
  };
  return await new Promise((resolve) => {
    execFile(process.execPath, [script], { env }, (error, stdout) =>
      resolve({ code: Number(error?.code ?? 0), lines: stdout.trim().split("\n") }),
    );
  });
}

describe("npm run doctor", () => {
  it("has a line for everything that the bot needs, and changes nothing", async () => {
    discord.addGuild({ name: "Reading group" });
    const { code, lines } = await examine();
    expect(lines).toEqual([
      `✓ Node: ${process.versions.node}`,
      "✓ Settings: valid",
      expect.stringMatching(/^✓ Discord: the token is commonplace's$/),
      "✓ Clock: agrees with Discord's",
      expect.stringMatching(/^✓ Gateway: \d+ of 1000 connections left today; Discord recommends one shard$/),
      "✓ Servers: 1, with every permission that the bot needs",
      `✓ Database: ${folder}/data/store.db: empty; the first start sets it up`,
      `✓ Cache: ${folder}/data/store.cache.db`,
      "✓ LessWrong: answers",
      "",
      "The bot can start.",
    ]);
    expect(code).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
    expect(lines.join()).not.toContain(discord.token);
    expect(discord.violations).toEqual([]);
  });

  it("reports all errors in the settings at once, and then stops", async () => {
    const { code, lines } = await examine({ DISCORD_TOKEN: "", POLL_INTERVAL_SECONDS: "0" });
    expect(lines.filter((line) => line.startsWith("✗ Settings"))).toHaveLength(2);
    expect(lines.at(-1)).toBe("2 things keep the bot from working.");
    expect(code).toBe(1);
  });

  it("says that Discord refuses the token, and still looks at the rest", async () => {
    const { code, lines } = await examine({ DISCORD_TOKEN: "wrong" });
    expect(lines).toContain(
      "✗ Discord: refuses the token. Copy a new one from https://discord.com/developers/applications into DISCORD_TOKEN.",
    );
    expect(lines).toContain("✓ LessWrong: answers");
    expect(code).toBe(1);
  });

  it("says what cannot be reached", async () => {
    const closed = await answering({});
    const host = `127.0.0.1:${portOf(closed)}`;
    closed.close();
    const { lines } = await examine({
      DISCORD_API_URL: `http://${host}/api`,
      SITES: `lesswrong=http://${host}/graphql`,
      CACHE_URL: `redis://${host}`,
    });
    expect(lines.find((line) => line.includes("Discord:"))).toMatch(
      /^✗ .*cannot be reached \(.*ECONNREFUSED/,
    );
    expect(lines.find((line) => line.includes("LessWrong:"))).toMatch(/^✗ /);
    expect(lines.find((line) => line.includes("Cache:"))).toMatch(
      /^! CACHE_URL|^! Cache: CACHE_URL does not answer/,
    );
  });

  it("names servers that give the bot too few permissions, and says how to fix that", async () => {
    const { id } = discord.addGuild({ name: "Stingy", botPermissions: ["ViewChannel"] });
    const { code, lines } = await examine();
    const line = lines.find((one) => one.includes("Servers"));
    expect(line).toMatch(
      new RegExp(`^! Servers: 1 of 1 .*${id} \\(SendMessages, .*ManageThreads.*https://discord.com/oauth2`),
    );
    expect(code).toBe(0);
  });

  it("notices a wrong clock", async () => {
    const late = await answering({ date: new Date(Date.now() + 600_000).toUTCString() });
    const { lines } = await examine({ DISCORD_API_URL: `http://127.0.0.1:${portOf(late)}/api` });
    late.close();
    expect(lines.find((line) => line.includes("Clock"))).toMatch(/^! Clock: \d{3} seconds slow, .*NTP/);
  });

  it("says why the database cannot be in a place", async () => {
    writeFileSync(join(folder, "data"), "");
    const { code, lines } = await examine();
    expect(lines).toContain(
      `✗ Database: ${folder}/data is not a folder. Check DATABASE_URL and who owns the folder.`,
    );
    expect(code).toBe(1);
  });
});

/** A Discord that knows only its bot and its time. */
async function answering(headers: Readonly<Record<string, string>>): Promise<Server> {
  const server = createServer(({ url }, response) => {
    response.writeHead(url?.endsWith("/users/@me") ? 200 : 503, headers).end('{"id":"1","username":"late"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
