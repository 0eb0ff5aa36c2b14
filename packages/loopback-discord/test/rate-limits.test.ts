import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { type APIWebhook, type ForumChannel, type REST, Routes } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LoopbackDiscord } from "../src/loopback-discord.ts";
import { connectBot, restOf } from "./small-bot.ts";

let discord: LoopbackDiscord;

beforeEach(async () => {
  discord = await LoopbackDiscord.start();
});
afterEach(() => discord.close());

describe("rate limits", () => {
  it("are obeyed by discord.js without a single 429", async () => {
    const guild = discord.addGuild({ name: "Reading room" });
    const forum = guild.addForumChannel({ name: "threads" });
    const client = await connectBot(discord);
    const channel = (await client.channels.fetch(forum.id)) as ForumChannel;
    const post = await channel.threads.create({ name: "A post", message: { content: "It begins" } });
    const webhook = await channel.createWebhook({ name: "Mirror" });
    const startedAtMs = performance.now();
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        webhook.send({ content: `comment ${index}`, threadId: post.id }),
      ),
    );
    const tookMs = performance.now() - startedAtMs;
    expect(discord.requests.filter(({ status }) => status === 429)).toEqual([]);
    expect(forum.threads()[0]?.messages).toHaveLength(13);
    // Twelve requests at five per two seconds: two windows must have ended.
    expect(tookMs).toBeGreaterThan(4000);
    await client.destroy();
  });

  it("answer a burst with 429 and say in headers how long to wait", async () => {
    const guild = discord.addGuild({ name: "Reading room" });
    const text = guild.addTextChannel({ name: "talk" });
    const answers = await Promise.all(
      Array.from({ length: 7 }, (_, index) =>
        fetch(`${discord.apiUrl}/v10${Routes.channelMessages(text.id)}`, {
          method: "POST",
          headers: { authorization: `Bot ${discord.token}`, "content-type": "application/json" },
          body: JSON.stringify({ content: String(index) }),
        }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    const refused = answers.find(({ status }) => status === 429);
    expect(statuses.filter((status) => status === 200)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
    expect(refused?.headers.get("x-ratelimit-scope")).toBe("user");
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(4);
    expect(await refused?.json()).toMatchObject({ global: false, message: "You are being rate limited." });
    expect(discord.invalidRequests).toBe(2);
  });

  it("share fifty requests a window over all routes, even if the limits of routes are off", async () => {
    const free = await LoopbackDiscord.start({
      rateLimits: "off",
      globalLimit: { windowMs: 600_000 },
    });
    const headers = { authorization: `Bot ${free.token}` };
    const urls = ["/users/@me", "/gateway/bot", "/applications/@me", "/users/@me/guilds"];
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        fetch(`${free.apiUrl}/v10${urls[index % urls.length]}`, { headers }),
      ),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(10);
    const [first] = refused;
    expect(first?.headers.get("x-ratelimit-global")).toBe("true");
    expect(first?.headers.get("x-ratelimit-scope")).toBe("global");
    expect(await first?.json()).toEqual({
      global: true,
      message: "You are being rate limited.",
      retry_after: expect.closeTo(600, -2),
    });
    await free.close();
  });

  it("count the token, and each address that sends none, separately", async () => {
    const strict = await LoopbackDiscord.start({
      rateLimits: "off",
      globalLimit: { requests: 3, windowMs: 600_000 },
    });
    const text = strict.addGuild({ name: "Reading room" }).addTextChannel({ name: "talk" });
    const rest = restOf(strict).setToken(strict.token);
    const { id, token } = (await rest.post(Routes.channelWebhooks(text.id), {
      body: { name: "Mirror" },
    })) as APIWebhook;
    const webhook = Routes.webhook(id, token);
    const ask = async (path: string, localAddress: string, headers = {}) => {
      const asked = get(`${strict.apiUrl}/v10${path}`, { localAddress, headers });
      const [{ statusCode, headers: told }] = (await once(asked, "response")) as [IncomingMessage];
      return statusCode === 429 ? told["x-ratelimit-scope"] : statusCode;
    };
    const all = async (count: number, ...asked: Parameters<typeof ask>) =>
      await Promise.all(Array.from({ length: count }, () => ask(...asked)));
    const authorization = { authorization: `Bot ${strict.token}` };
    expect(await all(4, webhook, "127.0.0.1")).toEqual([200, 200, 200, "global"]);
    expect(await all(4, webhook, "127.0.0.2")).toEqual([200, 200, 200, "global"]);
    // The webhook was created with the token.
    expect(await all(3, "/users/@me", "127.0.0.1", authorization)).toEqual([200, 200, "global"]);
    expect(await all(1, webhook, "127.0.0.3", authorization)).toEqual(["global"]);
    expect(strict.requests.map(({ counter }) => counter)).toEqual([
      "token",
      ...Array.from({ length: 8 }, () => "address"),
      ...Array.from({ length: 4 }, () => "token"),
    ]);
    expect(strict.invalidRequests).toBe(4);
    await strict.close();
  });

  it("do not count answers to interactions among the fifty", async () => {
    const member = discord.addGuild({ name: "Reading room" }).addMember({ name: "Ada" });
    const client = await connectBot(discord, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await interaction.editReply("Done.");
    });
    await client.application.commands.set([{ name: "ask", description: "Asks." }]);
    // discord.js would wait because of its own count.
    client.rest.options.globalRequestsPerSecond = 1_000;
    client.rest.globalRemaining = 1_000;
    const answers = await Promise.all(Array.from({ length: 80 }, () => member.command("ask")));
    await Promise.all(answers.map((answer) => answer.settled()));
    expect(discord.requests.filter(({ status }) => status === 429)).toEqual([]);
    const uncounted = discord.requests.filter(({ counter }) => counter === undefined);
    expect(uncounted).toHaveLength(160);
    await client.destroy();
  });

  it("send no headers when they are off", async () => {
    const free = await LoopbackDiscord.start({ rateLimits: "off" });
    const answer = await fetch(`${free.apiUrl}/v10/users/@me`, {
      headers: { authorization: `Bot ${free.token}` },
    });
    expect([...answer.headers.keys()].filter((name) => name.startsWith("x-ratelimit"))).toEqual([]);
    await free.close();
  });

  it("count edits of old messages separately once a limit is set", async () => {
    let now = Date.now();
    const aged = await LoopbackDiscord.start({ rateLimits: "off", now: () => now });
    aged.limit({ oldEdits: { requests: 1, windowMs: 60_000 } });
    const text = aged.addGuild({ name: "Reading room" }).addTextChannel({ name: "talk" });
    const rest: REST = restOf(aged).setToken(aged.token);
    rest.options.rejectOnRateLimit = ["/channels"];
    const { id } = (await rest.post(Routes.channelMessages(text.id), { body: { content: "old" } })) as {
      id: string;
    };
    now += 2 * 3_600_000;
    await rest.patch(Routes.channelMessage(text.id, id), { body: { content: "once" } });
    await expect(
      rest.patch(Routes.channelMessage(text.id, id), { body: { content: "twice" } }),
    ).rejects.toThrow();
    expect(aged.requests.at(-1)).toMatchObject({ status: 429, code: 30046 });
    await aged.close();
  });
});
