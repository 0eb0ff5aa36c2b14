import { Client, GatewayIntentBits } from "discord.js";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import type { Fault } from "loopback-discord/rest/faults.ts";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { ConfigError } from "../../src/config.ts";
import { login } from "../../src/discord/login.ts";

let discord: LoopbackDiscord;
let client: Client;
let lines: { readonly msg: string; readonly err?: { readonly message: string } }[];
let waitedMs: number[];

beforeEach(async () => {
  discord = await LoopbackDiscord.start({ rateLimits: "off", globalLimit: "off" });
  client = new Client({
    intents: [GatewayIntentBits.Guilds],
    shards: "auto",
    rest: { api: discord.apiUrl, retries: 0 },
  });
  lines = [];
  waitedMs = [];
});
afterEach(async () => {
  await client.destroy();
  await discord.close();
});

/** Logs in with a clock whose waits are over at once. */
async function logIn(token = discord.token): Promise<void> {
  const log = pino({ level: "info" }, { write: (line: string) => lines.push(JSON.parse(line)) });
  const sleep = async (ms: number) => void waitedMs.push(ms);
  await login(client, token, {
    clock: { ...systemClock, sleep },
    log,
    signal: new AbortController().signal,
  });
}

const askedTwice: readonly { readonly name: string; readonly fault: Fault; readonly says: RegExp }[] = [
  { name: "does not answer", fault: { kind: "status", status: 503 }, says: /503|unavailable/i },
  {
    name: "lets no more shards connect that day",
    fault: {
      kind: "status",
      status: 200,
      body: {
        url: "wss://nowhere.example",
        shards: 2,
        session_start_limit: { total: 1000, remaining: 1, reset_after: 60_000, max_concurrency: 1 },
      },
    },
    says: /no more shards connect for 60 s/,
  },
];

describe("a login", () => {
  it.each(askedTwice)("waits while Discord $name, and then connects for good", async ({ fault, says }) => {
    discord.inject({ route: "/gateway/bot", times: 2, fault });
    await logIn();
    expect(lines.map(({ msg }) => msg)).toEqual(Array(2).fill("discord cannot be reached; trying again"));
    expect(lines[0]?.err?.message).toMatch(says);
    expect(waitedMs).toHaveLength(2);
    expect(client.isReady()).toBe(true);
    expect(discord.gateway.identifies).toBe(1);
  });

  it("takes a token with its prefix", async () => {
    await logIn(`Bot ${discord.token}`);
    expect(client.isReady()).toBe(true);
  });

  it("fails at once if Discord refuses the token", async () => {
    await expect(logIn("wrong")).rejects.toThrow(ConfigError);
    expect(waitedMs).toEqual([]);
  });
});
