import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import type { Fault } from "loopback-discord/rest/faults.ts";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { ConfigError } from "../../src/config.ts";
import { Gateway } from "../../src/discord/gateway/gateway.ts";
import { Gate } from "../../src/discord/rest/gate.ts";
import { openMetrics } from "../../src/metrics.ts";
import { openStore, type Store } from "../../src/store/open-store.ts";

let discord: LoopbackDiscord;
let store: Store;
let gateway: Gateway | undefined;
let lines: { readonly msg: string; readonly err?: { readonly message: string } }[];
let waitedMs: number[];

beforeEach(async () => {
  discord = await LoopbackDiscord.start({ rateLimits: "off", globalLimit: "off" });
  store = await openStore("sqlite::memory:");
  lines = [];
  waitedMs = [];
});
afterEach(async () => {
  await gateway?.close();
  await store.close();
  await discord.close();
});

/** Connects all shards with a clock whose waits are over at once. */
async function connect(token = discord.token): Promise<Gateway> {
  const log = pino({ level: "info" }, { write: (line: string) => lines.push(JSON.parse(line)) });
  const clock = { ...systemClock, sleep: async (ms: number) => void waitedMs.push(ms) };
  const requestsPerSecond = { token: () => 10_000, address: () => 10_000 };
  const parts = { clock, random: () => 0, log, metrics: openMetrics(), realClock: systemClock };
  const gate = await Gate.open(store, { ...parts, requestsPerSecond });
  const options = { apiUrl: discord.apiUrl, token, gate, clock, log };
  gateway = new Gateway({ ...options, identifySlot: async () => {}, listen: () => {} });
  const { shards } = await gateway.introduce({ clock, log, signal: new AbortController().signal });
  gateway.useShards(shards);
  for (let shard = 0; shard < shards; shard += 1) gateway.openShard(shard);
  await gateway.ready;
  return gateway;
}

const noSessions = {
  url: "wss://nowhere.example",
  shards: 2,
  session_start_limit: { total: 1000, remaining: 0, reset_after: 60_000, max_concurrency: 1 },
};
const asked: readonly { readonly name: string; readonly fault: Fault; readonly says: RegExp }[] = [
  { name: "does not answer", fault: { kind: "status", status: 503 }, says: /503|unavailable/i },
  {
    name: "lets no more shards connect that day",
    fault: { kind: "status", status: 200, body: noSessions },
    says: /no more shards connect for 60 s/,
  },
];

describe("a gateway", () => {
  it.each(asked)("waits while Discord $name, and then connects for good", async ({ fault, says }) => {
    discord.inject({ route: "/gateway/bot", times: 2, fault });
    const { state } = await connect();
    const failed = lines.filter(({ msg }) => msg === "discord cannot be reached; trying again");
    expect(failed).toHaveLength(2);
    expect(failed[0]?.err?.message).toMatch(says);
    expect(waitedMs).toHaveLength(2);
    expect(state).toMatchObject({ here: 1, away: 0 });
    expect(discord.gateway.identifies).toBe(1);
  });

  it("takes a token with its prefix", async () => {
    expect((await connect(`Bot ${discord.token}`)).state).toMatchObject({ here: 1, away: 0 });
  });

  it("fails at once if Discord refuses the token", async () => {
    await expect(connect("wrong")).rejects.toThrow(ConfigError);
    expect(waitedMs).toEqual([]);
  });
});
