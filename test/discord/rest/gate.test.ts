import { REST } from "discord.js";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import type { Fault, InjectionHandle } from "loopback-discord/rest/faults.ts";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Gate } from "../../../src/discord/rest/gate.ts";
import { restOptions } from "../../../src/discord/rest/rest-options.ts";
import { WebhookRest } from "../../../src/discord/rest/webhook-rest.ts";
import { openMetrics } from "../../../src/metrics.ts";
import { DiscordError } from "../../../src/mirror/discord-error.ts";
import { openStore, type Store } from "../../../src/store/open-store.ts";

const tenMinutesMs = 10 * 60_000;

let discord: LoopbackDiscord;
let nowMs: number;
let store: Store;
let lines: { readonly msg: string }[];
let waitedMs: number;
let onWait: () => Promise<void>;

beforeEach(async () => {
  discord = await LoopbackDiscord.start({ rateLimits: "off", globalLimit: "off" });
  nowMs = 1_795_000_000_000;
  store = await openStore("sqlite::memory:", undefined, clock);
  lines = [];
  waitedMs = 0;
  onWait = async () => {};
});
afterEach(async () => {
  await store.close();
  await discord.close();
});

/** Stands still unless a test moves it. */
const clock = { now: () => nowMs, elapsedMs: () => nowMs, sleep: async () => {} };
/** The clock of Discord's limits: waits are over at once. */
const realClock = {
  now: () => waitedMs,
  elapsedMs: () => waitedMs,
  sleep: async (ms: number) => {
    waitedMs += ms;
    await onWait();
  },
};

interface Connected {
  readonly rest: REST;
  readonly webhookRest: WebhookRest;
  readonly gate: Gate;
}

async function connect(requestsPerSecond = { token: 1_000_000, address: 1_000_000 }): Promise<Connected> {
  const log = pino({ level: "info" }, { write: (line: string) => lines.push(JSON.parse(line)) });
  const gate = await Gate.open(store, {
    clock,
    random: () => 0.5,
    log,
    metrics: openMetrics(),
    realClock,
    requestsPerSecond,
  });
  const rest = new REST(restOptions(discord.apiUrl, gate)).setToken(discord.token);
  return { rest, webhookRest: new WebhookRest(discord.apiUrl, gate), gate };
}

/** A webhook that no other request uses. */
const webhook = (index: number) =>
  `/webhooks/${1_000_000_000_000_000_000n + BigInt(index)}/${"w".repeat(68)}` as const;
/** A channel that no other request uses. */
const channel = (index: number) => `/channels/${1_000_000_000_000_000_000n + BigInt(index)}` as const;
const answerToMember = (index: number) =>
  `/interactions/${1_000_000_000_000_000_000n + BigInt(index)}/${"a".repeat(160)}/callback` as const;

const answeredLater = (index: number) =>
  `/webhooks/${1_000_000_000_000_000_000n + BigInt(index)}/${"a".repeat(160)}/messages/@original` as const;

async function faultOf(request: Promise<unknown>): Promise<unknown> {
  const error = await request.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof DiscordError ? error.fault : error;
}

const refusal = { kind: "status", status: 403, body: { message: "Missing Access", code: 50001 } } as const;

describe("a bot whose every request Discord refuses", () => {
  let refusing: InjectionHandle;

  beforeEach(() => {
    refusing = discord.inject({ route: /./, fault: refusal });
  });

  it("stops at 90 refusals however many requests leave at once, and answers members up to 100", async () => {
    const { rest } = await connect();
    await Promise.all(Array.from({ length: 300 }, (_, index) => faultOf(rest.get(channel(index)))));
    expect(discord.invalidRequests).toBe(90);
    for (let index = 0; index < 30; index += 1)
      await faultOf(rest.post(answerToMember(index), { auth: false }));
    expect(discord.invalidRequests).toBe(100);
  });

  it("counts requests that were under way when the last process was killed", async () => {
    const { rest } = await connect();
    for (let index = 0; index < 60; index += 1) await faultOf(rest.get(channel(index)));
    refusing.remove();
    const never = discord.inject({ route: /messages$/, fault: { kind: "delay", ms: 600_000 } });
    for (let index = 0; index < 20; index += 1) void faultOf(rest.get(`${channel(index)}/messages`));
    await vi.waitUntil(() => never.struck === 20);
    expect((await connect()).gate.state.invalidRequests).toBe(80);
  });

  it("reports it once, and certainly did not send what it holds back", async () => {
    const { rest, gate } = await connect();
    for (let index = 0; index < 100; index += 1) await faultOf(rest.get(channel(index)));
    expect(await faultOf(rest.get(channel(200)))).toMatchObject({
      kind: "held-back",
      reason: "invalid-requests",
    });
    expect(lines.filter(({ msg }) => msg.includes("holding requests back"))).toHaveLength(1);
    expect(gate.state).toMatchObject({ invalidRequests: 90, invalidLimit: 100 });
    expect(gate.state.stoppedForMs).toBeGreaterThan(tenMinutesMs - 5_000);
  });

  it("remembers the refusals across restarts, and continues after ten minutes", async () => {
    for (let start = 0; start < 5; start += 1) {
      const { rest } = await connect();
      await Promise.all(
        Array.from({ length: 40 }, (_, index) => faultOf(rest.get(channel(start * 40 + index)))),
      );
    }
    expect(discord.invalidRequests).toBe(90);
    const { rest } = await connect();
    nowMs += tenMinutesMs + 20_000;
    await Promise.all(Array.from({ length: 300 }, (_, index) => faultOf(rest.get(channel(index)))));
    expect(discord.invalidRequests).toBe(180);
  });

  it.each([
    ["forward", 365 * 24 * 3_600_000],
    ["back", -365 * 24 * 3_600_000],
  ])("stops for only ten minutes even if the clock is set %s a year before a restart", async (_, ms) => {
    const first = await connect();
    for (let index = 0; index < 100; index += 1) await faultOf(first.rest.get(channel(index)));
    expect(discord.invalidRequests).toBe(90);
    nowMs += ms;
    const { rest, gate } = await connect();
    await faultOf(rest.get(channel(200)));
    expect(discord.invalidRequests).toBe(90);
    nowMs += tenMinutesMs + 20_000;
    await faultOf(rest.get(channel(200)));
    expect(discord.invalidRequests).toBe(91);
    expect(gate.state.invalidRequests).toBe(1);
    expect(await store.invalidRequests.all()).toHaveLength(1);
  });
});

it("holds back no answers to members while Discord refuses nothing, however many are under way", async () => {
  const { rest, gate } = await connect();
  discord.inject({ route: /callback/, fault: { kind: "delay", ms: 500 } });
  discord.inject({ route: /^\/channels/, fault: { kind: "delay", ms: 500 } });
  const others = Array.from({ length: 120 }, (_, index) => faultOf(rest.get(channel(index))));
  const answers = Array.from({ length: 300 }, (_, index) =>
    faultOf(rest.post(answerToMember(index), { auth: false, body: { type: 1 } })),
  );
  const faults = await Promise.all([...others, ...answers]);
  expect(faults.filter((fault) => typeof fault === "object" && fault !== null && "kind" in fault)).toEqual(
    [],
  );
  expect(discord.requests).toHaveLength(420);
  expect(gate.state).toMatchObject({ invalidRequests: 0, stoppedForMs: undefined });
});

it("does not count the limits that Discord shares among bots", async () => {
  discord.inject({ route: /./, fault: { kind: "429", retryAfterMs: 60_000, scope: "shared" } });
  const { rest, gate } = await connect();
  await faultOf(rest.get(channel(1)));
  expect(gate.state.invalidRequests).toBe(0);
});

describe("a route that fails", () => {
  const failures: readonly (readonly [string, Fault])[] = [
    ["answers 502", { kind: "status", status: 502 }],
    ["cuts every connection", { kind: "cut-before" }],
  ];

  it.each(failures)("that %s is left alone longer each time, then one request tries it", async (_, fault) => {
    const injected = discord.inject({ route: channel(1), fault });
    const { rest, gate } = await connect();
    for (let tries = 0; tries < 10; tries += 1) await faultOf(rest.get(channel(1)));
    expect(injected.struck).toBe(3);
    expect(await faultOf(rest.get(channel(1)))).toMatchObject({ kind: "held-back", reason: "outage" });
    const waits: number[] = [];
    for (let probes = 0; probes < 10; probes += 1) {
      const forMs = gate.state.held[0]?.forMs ?? 0;
      waits.push(Math.ceil(forMs / 1000));
      nowMs += forMs + 1;
      await Promise.all(Array.from({ length: 5 }, () => faultOf(rest.get(channel(1)))));
      expect(injected.struck).toBe(4 + probes);
    }
    expect(waits).toEqual([2, 3, 6, 12, 24, 48, 96, 192, 225, 225]);
    injected.remove();
    nowMs += 300_000;
    await faultOf(rest.get(channel(1)));
    expect(gate.state.held).toEqual([]);
  });

  it("does not hold back other routes", async () => {
    discord.inject({ route: channel(1), fault: { kind: "status", status: 500 } });
    const { rest, gate } = await connect();
    for (let tries = 0; tries < 5; tries += 1) await faultOf(rest.get(channel(1)));
    expect(gate.state.held).toMatchObject([{ requests: { route: "GET /channels/:id" }, reason: "outage" }]);
    expect(await faultOf(rest.get(channel(2)))).toMatchObject({ status: 404 });
  });
});

describe("a short limit", () => {
  const limited: Fault = { kind: "429", retryAfterMs: 1 };

  it("delays only the requests that it applies to, and does not count while Discord carries out the rest", async () => {
    const { rest, gate } = await connect();
    for (let round = 0; round < 150; round += 1) {
      const injected = discord.inject({ route: channel(1), times: 1, fault: limited });
      await faultOf(rest.get(channel(2)));
      expect(await faultOf(rest.get(channel(1)))).toMatchObject({ status: 404 });
      expect(injected.struck).toBe(1);
    }
    expect(gate.state).toMatchObject({ invalidRequests: 0, stoppedForMs: undefined, held: [] });
    expect(await store.invalidRequests.all()).toHaveLength(150);
    expect(waitedMs).toBeGreaterThan((10 * 150 * 149) / 2);
  });

  it("that keeps recurring holds back only its route, longer each time", async () => {
    const { rest, gate } = await connect();
    for (let index = 0; index < 20; index += 1) await faultOf(rest.get(channel(2)));
    const injected = discord.inject({ route: channel(1), fault: limited });
    expect(await faultOf(rest.get(channel(1)))).toMatchObject({ kind: "held-back", reason: "rate-limit" });
    expect(injected.struck).toBe(3);
    expect(gate.state.held).toMatchObject([
      { requests: { route: "GET /channels/:id" }, reason: "rate-limit" },
    ]);
    expect(await faultOf(rest.get(channel(2)))).toMatchObject({ status: 404 });
    expect(gate.state.invalidRequests).toBe(0);
  });

  it("on all requests does not delay answers to members", async () => {
    const { rest, gate } = await connect();
    await faultOf(rest.get(channel(2)));
    discord.inject({ route: channel(1), times: 1, fault: { kind: "global-429", retryAfterMs: 14_000 } });
    let isAnswered = false;
    onWait = async () => {
      onWait = async () => {};
      // Sent while no other request leaves.
      expect(await faultOf(rest.patch(answeredLater(1), { auth: false, body: {} }))).toMatchObject({
        status: 404,
      });
      isAnswered = true;
    };
    expect(await faultOf(rest.get(channel(1)))).toMatchObject({ status: 404 });
    expect(isAnswered).toBe(true);
    expect(gate.state).toMatchObject({ invalidRequests: 0, held: [] });
  });

  it.each([
    ["in the body alone", { body: { message: "limited", retry_after: 0.004, global: true } }],
    ["in the header alone", { body: { message: "limited" }, headers: { "retry-after": "0.004" } }],
  ])("given %s is heeded", async (_, told) => {
    const { rest } = await connect();
    await faultOf(rest.get(channel(2)));
    const injected = discord.inject({
      route: channel(1),
      times: 1,
      fault: { kind: "status", status: 429, ...told },
    });
    expect(await faultOf(rest.get(channel(1)))).toMatchObject({ status: 404 });
    expect(injected.struck).toBe(1);
  });

  it.each<Fault>([limited, { kind: "global-429", retryAfterMs: 1 }])(
    "stops everything if Discord answers nothing but this: $kind",
    async (fault) => {
      discord.inject({ route: /./, fault });
      const { rest, gate } = await connect();
      for (let round = 0; round < 60; round += 1) {
        await Promise.all(
          Array.from({ length: 10 }, (_, index) => faultOf(rest.get(channel(round * 10 + index)))),
        );
        nowMs += 1_000;
      }
      expect(discord.invalidRequests).toBeLessThanOrEqual(90);
      expect(discord.invalidRequests).toBe(gate.state.invalidRequests);
    },
  );
});

describe("a limit", () => {
  it("of many minutes makes no request wait, is reported, and holds back only its route", async () => {
    const injected = discord.inject({ route: channel(1), fault: { kind: "429", retryAfterMs: 1_800_000 } });
    const { rest, gate } = await connect();
    for (let tries = 0; tries < 3; tries += 1)
      expect(await faultOf(rest.get(channel(1)))).toMatchObject({ kind: "held-back", reason: "rate-limit" });
    expect(injected.struck).toBe(1);
    expect(gate.state.held).toMatchObject([
      { requests: { route: "GET /channels/:id" }, reason: "rate-limit" },
    ]);
    expect(await faultOf(rest.get(channel(2)))).toMatchObject({ status: 404 });
  });

  it.each(["token", "address"] as const)(
    "on all requests of the %s holds back only those: neither the others nor answers to members",
    async (counter) => {
      const { rest, webhookRest, gate } = await connect();
      const ask = {
        token: (index: number) => faultOf(rest.get(channel(index))),
        address: (index: number) => faultOf(webhookRest.get(webhook(index))),
      };
      const other = counter === "token" ? "address" : "token";
      discord.inject({ route: /./, times: 1, fault: { kind: "global-429", retryAfterMs: 1_800_000 } });
      await ask[counter](1);
      expect(gate.state.held).toMatchObject([{ requests: counter, reason: "rate-limit" }]);
      const left = async (request: Promise<unknown>) => {
        const before = discord.requests.length;
        await request;
        return discord.requests.length > before;
      };
      expect(await left(ask[counter](2))).toBe(false);
      expect(await left(ask[other](3))).toBe(true);
      expect(await left(faultOf(rest.post(answerToMember(1), { auth: false, body: { type: 1 } })))).toBe(
        true,
      );
    },
  );

  it("that does not say how long to wait is not tried again at once", async () => {
    const injected = discord.inject({ route: /./, fault: { kind: "status", status: 429 } });
    const { rest } = await connect();
    expect(await faultOf(rest.get(channel(1)))).toMatchObject({ kind: "held-back", reason: "rate-limit" });
    expect(injected.struck).toBe(1);
  });
});

describe("a token that is refused once", () => {
  it("is used again", async () => {
    discord.inject({ route: channel(1), times: 1, fault: { kind: "status", status: 401 } });
    const { rest } = await connect();
    expect(await faultOf(rest.get(channel(1)))).toMatchObject({ kind: "held-back", reason: "token-refused" });
    expect(await faultOf(rest.get(channel(2)))).toMatchObject({ kind: "held-back" });
    nowMs += 5_000;
    expect(await faultOf(rest.get(channel(2)))).toMatchObject({ status: 404 });
  });
});

describe("the two counts that Discord keeps", () => {
  it("are kept apart: webhook calls carry no token and fill only the address's", async () => {
    const { rest, webhookRest } = await connect({ token: 1, address: 1 });
    webhookRest.setToken(discord.token);
    await faultOf(webhookRest.get(webhook(1)));
    await faultOf(rest.get(channel(1)));
    expect(waitedMs).toBe(0);
    expect(discord.requests.map(({ counter }) => counter)).toEqual(["address", "token"]);
    await faultOf(webhookRest.get(webhook(2)));
    expect(waitedMs).toBe(1_000);
    await faultOf(rest.get(channel(2)));
    expect(waitedMs).toBe(1_000);
    await faultOf(rest.get(channel(3)));
    expect(waitedMs).toBe(2_000);
  });

  it.each(["token", "address"] as const)(
    "pause alone: a short pause of the %s stops no other",
    async (counter) => {
      const { rest, webhookRest, gate } = await connect();
      const ask = {
        token: (index: number) => faultOf(rest.get(channel(index))),
        address: (index: number) => faultOf(webhookRest.get(webhook(index))),
      };
      const other = counter === "token" ? "address" : "token";
      await ask[counter](1);
      const route = { token: channel(3), address: webhook(3) }[counter];
      const limited = discord.inject({
        route,
        times: 1,
        fault: { kind: "global-429", retryAfterMs: 14_000 },
      });
      let waitedForOther: number | undefined;
      onWait = async () => {
        if (limited.struck === 0) return;
        onWait = async () => {};
        const before = waitedMs;
        expect(await ask[other](2)).toMatchObject({ status: 404 });
        waitedForOther = waitedMs - before;
      };
      expect(await ask[counter](3)).toMatchObject({ status: 404 });
      expect(waitedMs).toBeGreaterThanOrEqual(14_000);
      expect(waitedForOther).toBe(0);
      expect(gate.state.held).toEqual([]);
    },
  );

  it("share the count of invalid requests, which Discord keeps by address", async () => {
    discord.inject({ route: /./, fault: refusal });
    const { rest, webhookRest, gate } = await connect();
    for (let index = 0; index < 40; index += 1) {
      await faultOf(rest.get(channel(index)));
      await faultOf(webhookRest.get(webhook(index)));
    }
    expect(gate.state.invalidRequests).toBe(80);
    for (let index = 40; index < 80; index += 1) await faultOf(webhookRest.get(webhook(index)));
    expect(discord.invalidRequests).toBe(90);
    expect(await faultOf(rest.get(channel(99)))).toMatchObject({ reason: "invalid-requests" });
  });

  it("are both held if Discord refuses without saying how long", async () => {
    discord.inject({ route: /./, fault: { kind: "status", status: 429 } });
    const { rest, webhookRest, gate } = await connect();
    await faultOf(webhookRest.get(webhook(1)));
    await faultOf(webhookRest.get(webhook(2)));
    await faultOf(rest.get(channel(1)));
    expect(gate.state.held.map(({ requests }) => requests)).toContain("all");
  });
});

describe("a refused token", () => {
  it("stops no webhook call", async () => {
    discord.inject({ route: channel(1), fault: { kind: "status", status: 401 } });
    const { rest, webhookRest, gate } = await connect();
    await faultOf(rest.get(channel(1)));
    expect(gate.state.held).toMatchObject([{ requests: "token", reason: "token-refused" }]);
    expect(await faultOf(webhookRest.get(webhook(1)))).toMatchObject({ status: 404 });
  });
});

it("answers members while webhook calls wait for their turn", async () => {
  await discord.close();
  discord = await LoopbackDiscord.start({ globalLimit: "off" });
  const { rest, webhookRest } = await connect({ token: 1, address: 1 });
  const held = Promise.withResolvers<void>();
  onWait = () => held.promise;
  let areDone = false;
  const backlog = Promise.all(
    Array.from({ length: 12 }, (_, index) => faultOf(webhookRest.get(webhook(index % 2)))),
  ).then(() => {
    areDone = true;
  });
  await discord.until(() => discord.requests.length === 1);
  const answers = await Promise.all([
    faultOf(rest.post(answerToMember(1), { auth: false, body: { type: 1 } })),
    faultOf(rest.patch(answeredLater(1), { auth: false, body: {} })),
    faultOf(rest.delete(answeredLater(1), { auth: false })),
  ]);
  expect(answers).toMatchObject([{ status: 404 }, { status: 404 }, { status: 404 }]);
  expect(areDone).toBe(false);
  held.resolve();
  onWait = async () => {};
  await backlog;
});
