import { describe, expect, it } from "vitest";
import {
  answeredLater,
  answerToMember,
  channel,
  eachWithAScene,
  faultOf,
  GateScene,
  ofBoth,
  refusal,
  webhook,
} from "./gate-scene.ts";

const scene = eachWithAScene();

describe("the two counts that Discord keeps", () => {
  it("are kept apart: webhook calls carry no token and fill only the address's", async () => {
    const { rest, webhookRest } = await scene().connect({ token: 1, address: 1 });
    webhookRest.setToken(scene().discord.token);
    await faultOf(webhookRest.get(webhook(1)));
    await faultOf(rest.get(channel(1)));
    expect(scene().waitedMs).toBe(0);
    expect(scene().discord.requests.map(({ counter }) => counter)).toEqual(["address", "token"]);
    await faultOf(webhookRest.get(webhook(2)));
    expect(scene().waitedMs).toBe(1_000);
    await faultOf(rest.get(channel(2)));
    expect(scene().waitedMs).toBe(1_000);
    await faultOf(rest.get(channel(3)));
    expect(scene().waitedMs).toBe(2_000);
  });

  it.each(["token", "address"] as const)(
    "pause alone: a short pause of the %s stops no other",
    async (counter) => {
      const connected = await scene().connect();
      const { gate } = connected;
      const ask = ofBoth(connected);
      const other = counter === "token" ? "address" : "token";
      await ask[counter](1);
      const route = { token: channel(3), address: webhook(3) }[counter];
      const limited = scene().discord.inject({
        route,
        times: 1,
        fault: { kind: "global-429", retryAfterMs: 14_000 },
      });
      let waitedForOther: number | undefined;
      scene().onWait = async () => {
        if (limited.struck === 0) return;
        scene().onWait = async () => {};
        const before = scene().waitedMs;
        expect(await ask[other](2)).toMatchObject({ status: 404 });
        waitedForOther = scene().waitedMs - before;
      };
      expect(await ask[counter](3)).toMatchObject({ status: 404 });
      expect(scene().waitedMs).toBeGreaterThanOrEqual(14_000);
      expect(waitedForOther).toBe(0);
      expect(gate.state.held).toEqual([]);
    },
  );

  it("share the count of invalid requests, which Discord keeps by address", async () => {
    scene().discord.inject({ route: /./, fault: refusal });
    const { rest, webhookRest, gate } = await scene().connect();
    for (let index = 0; index < 40; index += 1) {
      await faultOf(rest.get(channel(index)));
      await faultOf(webhookRest.get(webhook(index)));
    }
    expect(gate.state.invalidRequests).toBe(80);
    for (let index = 40; index < 80; index += 1) await faultOf(webhookRest.get(webhook(index)));
    expect(scene().discord.invalidRequests).toBe(90);
    expect(await faultOf(rest.get(channel(99)))).toMatchObject({ reason: "invalid-requests" });
  });

  it("are both held if Discord refuses without saying how long", async () => {
    scene().discord.inject({ route: /./, fault: { kind: "status", status: 429 } });
    const { rest, webhookRest, gate } = await scene().connect();
    await faultOf(webhookRest.get(webhook(1)));
    await faultOf(webhookRest.get(webhook(2)));
    await faultOf(rest.get(channel(1)));
    expect(gate.state.held.map(({ requests }) => requests)).toContain("all");
  });
});

describe("a refused token", () => {
  it("stops no webhook call", async () => {
    scene().discord.inject({ route: channel(1), fault: { kind: "status", status: 401 } });
    const { rest, webhookRest, gate } = await scene().connect();
    await faultOf(rest.get(channel(1)));
    expect(gate.state.held).toMatchObject([{ requests: "token", reason: "token-refused" }]);
    expect(await faultOf(webhookRest.get(webhook(1)))).toMatchObject({ status: 404 });
  });
});

it("answers members while webhook calls wait for their turn", async () => {
  await using documented = await GateScene.open("documented");
  const { rest, webhookRest } = await documented.connect({ token: 1, address: 1 });
  const held = Promise.withResolvers<void>();
  documented.onWait = () => held.promise;
  let areDone = false;
  const backlog = Promise.all(
    Array.from({ length: 12 }, (_, index) => faultOf(webhookRest.get(webhook(index % 2)))),
  ).then(() => {
    areDone = true;
  });
  await documented.discord.until(() => documented.discord.requests.length === 1);
  const answers = await Promise.all([
    faultOf(rest.post(answerToMember(1), { auth: false, body: { type: 1 } })),
    faultOf(rest.patch(answeredLater(1), { auth: false, body: {} })),
    faultOf(rest.delete(answeredLater(1), { auth: false })),
  ]);
  expect(answers).toMatchObject([{ status: 404 }, { status: 404 }, { status: 404 }]);
  expect(areDone).toBe(false);
  held.resolve();
  documented.onWait = async () => {};
  await backlog;
});
