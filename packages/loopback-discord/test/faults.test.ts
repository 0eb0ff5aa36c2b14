import { type REST, Routes } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LoopbackChannel } from "../src/driver/channel.ts";
import { LoopbackDiscord } from "../src/loopback-discord.ts";
import { restOf } from "./small-bot.ts";

let discord: LoopbackDiscord;
let rest: REST;
let text: LoopbackChannel;

beforeEach(async () => {
  discord = await LoopbackDiscord.start();
  text = discord.addGuild({ name: "Reading room" }).addTextChannel({ name: "talk" });
  rest = restOf(discord);
});
afterEach(() => discord.close());

const say = (content: string) => rest.post(Routes.channelMessages(text.id), { body: { content } });
const messages = { method: "POST", route: "/channels/:channel/messages", times: 1 } as const;
const contents = () => text.messages.map(({ content }) => content);

describe("a fault", () => {
  it("that cuts the connection before the effect leaves nothing behind", async () => {
    discord.inject({ ...messages, fault: { kind: "cut-before" } });
    await expect(say("lost")).rejects.toThrow();
    await say("kept");
    expect(contents()).toEqual(["kept"]);
    expect(discord.requests.map(({ status, fault }) => [status, fault])).toEqual([
      [0, "cut-before"],
      [200, undefined],
    ]);
  });

  it("that cuts it after the effect hides the effect", async () => {
    discord.inject({ ...messages, fault: { kind: "cut-after" } });
    await expect(say("arrived")).rejects.toThrow();
    expect(contents()).toEqual(["arrived"]);
  });

  it("can answer with a status, before or after the effect", async () => {
    discord.inject({ ...messages, fault: { kind: "status", status: 503 } });
    await expect(say("not done")).rejects.toMatchObject({ status: 503 });
    discord.inject({ ...messages, fault: { kind: "status", status: 502, after: true } });
    await expect(say("done")).rejects.toMatchObject({ status: 502 });
    expect(contents()).toEqual(["done"]);
  });

  it("can make discord.js wait after a 429 for one route or all", async () => {
    for (const kind of ["429", "global-429"] as const) {
      discord.inject({ ...messages, fault: { kind, retryAfterMs: 200 } });
      const startedAtMs = performance.now();
      await say(kind);
      expect(performance.now() - startedAtMs).toBeGreaterThan(200);
    }
    expect(contents()).toEqual(["429", "global-429"]);
  });

  it("can delay an answer", async () => {
    discord.inject({ ...messages, fault: { kind: "delay", ms: 150 } });
    const startedAtMs = performance.now();
    await say("late");
    expect(performance.now() - startedAtMs).toBeGreaterThan(145);
  });

  it("spares and strikes the given numbers of requests, until it is removed", async () => {
    const fault = { kind: "status", status: 500 } as const;
    const handle = discord.inject({ route: /\/messages$/, skip: 1, fault });
    await say("spared");
    await expect(say("struck")).rejects.toThrow();
    await expect(say("struck")).rejects.toThrow();
    handle.remove();
    await say("free");
    expect(handle.struck).toBe(2);
    expect(contents()).toEqual(["spared", "free"]);
  });
});
