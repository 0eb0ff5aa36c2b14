import type { Fault, InjectionHandle } from "loopback-discord/rest/faults.ts";
import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  answeredLater,
  answerToMember,
  channel,
  eachWithAScene,
  faultOf,
  ofBoth,
  refusal,
} from "./gate-scene.ts";

const tenMinutesMs = 10 * 60_000;
const scene = eachWithAScene();

describe("a bot whose every request Discord refuses", () => {
  let refusing: InjectionHandle;

  beforeEach(() => {
    refusing = scene().discord.inject({ route: /./, fault: refusal });
  });

  it("stops at 90 refusals however many requests leave at once, and answers members up to 100", async () => {
    const { rest } = await scene().connect();
    await Promise.all(Array.from({ length: 300 }, (_, index) => faultOf(rest.get(channel(index)))));
    expect(scene().discord.invalidRequests).toBe(90);
    for (let index = 0; index < 30; index += 1)
      await faultOf(rest.post(answerToMember(index), { auth: false }));
    expect(scene().discord.invalidRequests).toBe(100);
  });

  it("counts requests that were under way when the last process was killed", async () => {
    const { rest } = await scene().connect();
    for (let index = 0; index < 60; index += 1) await faultOf(rest.get(channel(index)));
    refusing.remove();
    const never = scene().discord.inject({ route: /messages$/, fault: { kind: "delay", ms: 600_000 } });
    for (let index = 0; index < 20; index += 1) void faultOf(rest.get(`${channel(index)}/messages`));
    await vi.waitUntil(() => never.struck === 20);
    expect((await scene().connect()).gate.state.invalidRequests).toBe(80);
  });

  it("reports it once, and certainly did not send what it holds back", async () => {
    const { rest, gate } = await scene().connect();
    for (let index = 0; index < 100; index += 1) await faultOf(rest.get(channel(index)));
    expect(await faultOf(rest.get(channel(200)))).toMatchObject({
      kind: "held-back",
      reason: "invalid-requests",
    });
    expect(scene().lines.filter(({ msg }) => msg.includes("holding requests back"))).toHaveLength(1);
    expect(gate.state).toMatchObject({ invalidRequests: 90, invalidLimit: 100 });
    expect(gate.state.stoppedForMs).toBeGreaterThan(tenMinutesMs - 5_000);
  });

  it("remembers the refusals across restarts, and continues after ten minutes", async () => {
    for (let start = 0; start < 5; start += 1) {
      const { rest } = await scene().connect();
      await Promise.all(
        Array.from({ length: 40 }, (_, index) => faultOf(rest.get(channel(start * 40 + index)))),
      );
    }
    expect(scene().discord.invalidRequests).toBe(90);
    const { rest } = await scene().connect();
    scene().nowMs += tenMinutesMs + 20_000;
    await Promise.all(Array.from({ length: 300 }, (_, index) => faultOf(rest.get(channel(index)))));
    expect(scene().discord.invalidRequests).toBe(180);
  });

  it.each([
    ["forward", 365 * 24 * 3_600_000],
    ["back", -365 * 24 * 3_600_000],
  ])("stops for only ten minutes even if the clock is set %s a year before a restart", async (_, ms) => {
    const first = await scene().connect();
    for (let index = 0; index < 100; index += 1) await faultOf(first.rest.get(channel(index)));
    expect(scene().discord.invalidRequests).toBe(90);
    scene().nowMs += ms;
    const { rest, gate } = await scene().connect();
    await faultOf(rest.get(channel(200)));
    expect(scene().discord.invalidRequests).toBe(90);
    scene().nowMs += tenMinutesMs + 20_000;
    await faultOf(rest.get(channel(200)));
    expect(scene().discord.invalidRequests).toBe(91);
    expect(gate.state.invalidRequests).toBe(1);
    expect(await scene().store.invalidRequests.all()).toHaveLength(1);
  });
});

it("holds back no answers to members while Discord refuses nothing, however many are under way", async () => {
  const { rest, gate } = await scene().connect();
  scene().discord.inject({ route: /callback/, fault: { kind: "delay", ms: 500 } });
  scene().discord.inject({ route: /^\/channels/, fault: { kind: "delay", ms: 500 } });
  const others = Array.from({ length: 120 }, (_, index) => faultOf(rest.get(channel(index))));
  const answers = Array.from({ length: 300 }, (_, index) =>
    faultOf(rest.post(answerToMember(index), { auth: false, body: { type: 1 } })),
  );
  const faults = await Promise.all([...others, ...answers]);
  expect(faults.filter((fault) => typeof fault === "object" && fault !== null && "kind" in fault)).toEqual(
    [],
  );
  expect(scene().discord.requests).toHaveLength(420);
  expect(gate.state).toMatchObject({ invalidRequests: 0, stoppedForMs: undefined });
});

it("does not count the limits that Discord shares among bots", async () => {
  scene().discord.inject({ route: /./, fault: { kind: "429", retryAfterMs: 60_000, scope: "shared" } });
  const { rest, gate } = await scene().connect();
  await faultOf(rest.get(channel(1)));
  expect(gate.state.invalidRequests).toBe(0);
});

describe("a route that fails", () => {
  const failures: readonly (readonly [string, Fault])[] = [
    ["answers 502", { kind: "status", status: 502 }],
    ["cuts every connection", { kind: "cut-before" }],
  ];

  it.each(failures)("that %s is left alone longer each time, then one request tries it", async (_, fault) => {
    const injected = scene().discord.inject({ route: channel(1), fault });
    const { rest, gate } = await scene().connect();
    for (let tries = 0; tries < 10; tries += 1) await faultOf(rest.get(channel(1)));
    expect(injected.struck).toBe(3);
    expect(await faultOf(rest.get(channel(1)))).toMatchObject({ kind: "held-back", reason: "outage" });
    const waits: number[] = [];
    for (let probes = 0; probes < 10; probes += 1) {
      const forMs = gate.state.held[0]?.forMs ?? 0;
      waits.push(Math.ceil(forMs / 1000));
      scene().nowMs += forMs + 1;
      await Promise.all(Array.from({ length: 5 }, () => faultOf(rest.get(channel(1)))));
      expect(injected.struck).toBe(4 + probes);
    }
    expect(waits).toEqual([2, 3, 6, 12, 24, 48, 96, 192, 225, 225]);
    injected.remove();
    scene().nowMs += 300_000;
    await faultOf(rest.get(channel(1)));
    expect(gate.state.held).toEqual([]);
  });

  it("does not hold back other routes", async () => {
    scene().discord.inject({ route: channel(1), fault: { kind: "status", status: 500 } });
    const { rest, gate } = await scene().connect();
    for (let tries = 0; tries < 5; tries += 1) await faultOf(rest.get(channel(1)));
    expect(gate.state.held).toMatchObject([{ requests: { route: "GET /channels/:id" }, reason: "outage" }]);
    expect(await faultOf(rest.get(channel(2)))).toMatchObject({ status: 404 });
  });
});

describe("a short limit", () => {
  const limited: Fault = { kind: "429", retryAfterMs: 1 };

  it("delays only the requests that it applies to, and does not count while Discord carries out the rest", async () => {
    const { rest, gate } = await scene().connect();
    for (let round = 0; round < 150; round += 1) {
      const injected = scene().discord.inject({ route: channel(1), times: 1, fault: limited });
      await faultOf(rest.get(channel(2)));
      expect(await faultOf(rest.get(channel(1)))).toMatchObject({ status: 404 });
      expect(injected.struck).toBe(1);
    }
    expect(gate.state).toMatchObject({ invalidRequests: 0, stoppedForMs: undefined, held: [] });
    expect(await scene().store.invalidRequests.all()).toHaveLength(150);
    expect(scene().waitedMs).toBeGreaterThan((10 * 150 * 149) / 2);
  });

  it("that keeps recurring holds back only its route, longer each time", async () => {
    const { rest, gate } = await scene().connect();
    for (let index = 0; index < 20; index += 1) await faultOf(rest.get(channel(2)));
    const injected = scene().discord.inject({ route: channel(1), fault: limited });
    expect(await faultOf(rest.get(channel(1)))).toMatchObject({ kind: "held-back", reason: "rate-limit" });
    expect(injected.struck).toBe(3);
    expect(gate.state.held).toMatchObject([
      { requests: { route: "GET /channels/:id" }, reason: "rate-limit" },
    ]);
    expect(await faultOf(rest.get(channel(2)))).toMatchObject({ status: 404 });
    expect(gate.state.invalidRequests).toBe(0);
  });

  it("on all requests does not delay answers to members", async () => {
    const { rest, gate } = await scene().connect();
    await faultOf(rest.get(channel(2)));
    scene().discord.inject({
      route: channel(1),
      times: 1,
      fault: { kind: "global-429", retryAfterMs: 14_000 },
    });
    let isAnswered = false;
    scene().onWait = async () => {
      scene().onWait = async () => {};
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
    const { rest } = await scene().connect();
    await faultOf(rest.get(channel(2)));
    const injected = scene().discord.inject({
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
      scene().discord.inject({ route: /./, fault });
      const { rest, gate } = await scene().connect();
      for (let round = 0; round < 60; round += 1) {
        await Promise.all(
          Array.from({ length: 10 }, (_, index) => faultOf(rest.get(channel(round * 10 + index)))),
        );
        scene().nowMs += 1_000;
      }
      expect(scene().discord.invalidRequests).toBeLessThanOrEqual(90);
      expect(scene().discord.invalidRequests).toBe(gate.state.invalidRequests);
    },
  );
});

describe("a limit", () => {
  it("of many minutes makes no request wait, is reported, and holds back only its route", async () => {
    const injected = scene().discord.inject({
      route: channel(1),
      fault: { kind: "429", retryAfterMs: 1_800_000 },
    });
    const { rest, gate } = await scene().connect();
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
      const connected = await scene().connect();
      const { rest, gate } = connected;
      const ask = ofBoth(connected);
      const other = counter === "token" ? "address" : "token";
      scene().discord.inject({
        route: /./,
        times: 1,
        fault: { kind: "global-429", retryAfterMs: 1_800_000 },
      });
      await ask[counter](1);
      expect(gate.state.held).toMatchObject([{ requests: counter, reason: "rate-limit" }]);
      const left = async (request: Promise<unknown>) => {
        const before = scene().discord.requests.length;
        await request;
        return scene().discord.requests.length > before;
      };
      expect(await left(ask[counter](2))).toBe(false);
      expect(await left(ask[other](3))).toBe(true);
      expect(await left(faultOf(rest.post(answerToMember(1), { auth: false, body: { type: 1 } })))).toBe(
        true,
      );
    },
  );

  it("that does not say how long to wait is not tried again at once", async () => {
    const injected = scene().discord.inject({ route: /./, fault: { kind: "status", status: 429 } });
    const { rest } = await scene().connect();
    expect(await faultOf(rest.get(channel(1)))).toMatchObject({ kind: "held-back", reason: "rate-limit" });
    expect(injected.struck).toBe(1);
  });
});

describe("a token that is refused once", () => {
  it("is used again", async () => {
    scene().discord.inject({ route: channel(1), times: 1, fault: { kind: "status", status: 401 } });
    const { rest } = await scene().connect();
    expect(await faultOf(rest.get(channel(1)))).toMatchObject({ kind: "held-back", reason: "token-refused" });
    expect(await faultOf(rest.get(channel(2)))).toMatchObject({ kind: "held-back" });
    scene().nowMs += 5_000;
    expect(await faultOf(rest.get(channel(2)))).toMatchObject({ status: 404 });
  });
});
