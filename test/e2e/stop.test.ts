import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ProcessWorld } from "./process-world.ts";

let world: ProcessWorld;

beforeEach(async () => {
  world = await ProcessWorld.open();
});
afterEach(() => world.close());

// A bot that does not end by itself is ended after some seconds, with a different code.
describe("a stop", () => {
  it("ends a bot that is still being loaded", async () => {
    const preload = new URL("end-while-loading.ts", import.meta.url).href;
    const { bot } = world.start({ NODE_OPTIONS: `--import=${preload}` });
    await once(bot.child, "exit");
    expect([bot.child.exitCode, bot.child.signalCode]).toEqual([0, null]);
  });

  it("ends a bot that gets no answer from Discord", async () => {
    const server = createServer(() => {}).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const asked = new Promise((resolve) => server.once("request", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const started = world.start({ DISCORD_API_URL: `http://127.0.0.1:${port}/api` });
    await asked;
    expect(await started.bot.stop()).toBe(0);
    server.closeAllConnections();
    server.close();
  });

  it("ends a bot that waits for a Discord that refuses connections", async () => {
    const started = world.start({ DISCORD_API_URL: "http://127.0.0.1:9/api" });
    await world.discord.until(() => started.says("discord cannot be reached"));
    expect(await started.bot.stop()).toBe(0);
  });

  it("ends a bot whose connection Discord leaves without an answer", async () => {
    world.discord.gateway.takeDown(0);
    const started = world.start();
    await world.discord.until(() => world.discord.gateway.waitingCount === 1);
    expect(await started.bot.stop()).toBe(0);
  });

  it("ends a bot that reads a site which does not answer", async () => {
    const started = await world.startReady();
    const post = await world.followedPost();
    const before = world.forum.requests.length;
    world.forum.inject({ kind: "timeout", times: 100 });
    world.forum.addComment({ postId: post._id, html: "<p>Late.</p>" });
    await world.discord.until(() => world.forum.requests.length > before);
    expect(await started.bot.stop()).toBe(0);
  });

  it("ends a bot whose messages Discord does not answer", async () => {
    const started = await world.startReady();
    const post = await world.followedPost();
    const fault = world.discord.inject({
      method: "POST",
      route: "/webhooks/:webhook/:token",
      fault: { kind: "delay", ms: 60_000 },
    });
    world.forum.addComment({ postId: post._id, html: "<p>Late.</p>" });
    await world.discord.until(() => fault.struck > 0);
    expect(await started.bot.stop()).toBe(0);
  });

  it("ends a bot that waits for an outage of Discord to pass", async () => {
    const started = await world.startReady();
    const post = await world.followedPost();
    const fault = world.discord.inject({
      method: "POST",
      route: "/webhooks/:webhook/:token",
      fault: { kind: "status", status: 503 },
    });
    world.forum.addComment({ postId: post._id, html: "<p>Late.</p>" });
    await world.discord.until(() => fault.struck > 0);
    expect(await started.bot.stop()).toBe(0);
  });
});
