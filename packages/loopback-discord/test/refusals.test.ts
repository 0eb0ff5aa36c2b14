import { DiscordAPIError, MessageFlags, type REST, Routes } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LoopbackChannel } from "../src/driver/channel.ts";
import type { LoopbackGuild } from "../src/driver/guild.ts";
import { LoopbackDiscord } from "../src/loopback-discord.ts";
import { restOf } from "./small-bot.ts";

let discord: LoopbackDiscord;
let rest: REST;
let laterMs: number;
let guild: LoopbackGuild;
let forum: LoopbackChannel;
let text: LoopbackChannel;

beforeEach(async () => {
  laterMs = 0;
  discord = await LoopbackDiscord.start({ rateLimits: "off", now: () => Date.now() + laterMs });
  guild = discord.addGuild({ name: "Reading room" });
  forum = guild.addForumChannel({ name: "threads", tags: ["AI"] });
  text = guild.addTextChannel({ name: "talk" });
  rest = restOf(discord);
});
afterEach(() => discord.close());

async function codeOf(request: Promise<unknown>): Promise<number | string> {
  try {
    await request;
    return "no error";
  } catch (error) {
    if (error instanceof DiscordAPIError || (error as { code?: number }).code !== undefined) {
      return (error as { code: number }).code;
    }
    throw error;
  }
}

const newPost = (body: object = {}, channelId = forum.id) =>
  rest.post(Routes.threads(channelId), {
    body: { name: "A post", message: { content: "It begins" }, ...body },
  }) as Promise<{
    id: string;
  }>;

async function newWebhook(name = "Mirror", channelId = forum.id) {
  return (await rest.post(Routes.channelWebhooks(channelId), { body: { name } })) as {
    id: string;
    token: string;
  };
}

async function send(
  webhook: { id: string; token: string },
  body: object,
  query: Record<string, string> = {},
) {
  const search = new URLSearchParams({ wait: "true", ...query });
  return (await rest.post(Routes.webhook(webhook.id, webhook.token), {
    auth: false,
    query: search,
    body,
  })) as {
    id: string;
  };
}

const editSent = (
  webhook: { id: string; token: string },
  messageId: string,
  body: object,
  threadId: string,
) =>
  rest.patch(Routes.webhookMessage(webhook.id, webhook.token, messageId), {
    auth: false,
    query: new URLSearchParams({ thread_id: threadId }),
    body,
  });

describe("a request that a moderator's action made impossible is refused without a violation", () => {
  it("10003 for a channel that was deleted", async () => {
    forum.delete();
    expect(await codeOf(newPost())).toBe(10003);
    expect(discord.violations).toEqual([]);
  });

  it("10008 for a message that was deleted", async () => {
    const webhook = await newWebhook();
    const post = await newPost();
    const sent = await send(webhook, { content: "words" }, { thread_id: post.id });
    forum.threads()[0]?.message(sent.id)?.delete();
    expect(await codeOf(editSent(webhook, sent.id, { content: "other" }, post.id))).toBe(10008);
    expect(discord.violations).toEqual([]);
  });

  it("10015 for a webhook that was deleted, and a violation when it is used again", async () => {
    const webhook = await newWebhook();
    forum.webhooks()[0]?.delete();
    expect(await codeOf(send(webhook, { content: "words" }, { thread_id: "1" }))).toBe(10015);
    expect(discord.violations).toEqual([]);
    laterMs = 2000;
    expect(await codeOf(send(webhook, { content: "words" }, { thread_id: "1" }))).toBe(10015);
    expect(discord.violations).toHaveLength(1);
  });

  it("30007 for the sixteenth webhook of a channel", async () => {
    for (let index = 0; index < 15; index += 1) forum.addWebhook(`hook ${index}`);
    expect(await codeOf(newWebhook())).toBe(30007);
  });

  it("40067 for a post without a tag where one is required", async () => {
    forum.setTags(["AI"], { requiresTag: true });
    expect(await codeOf(newPost())).toBe(40067);
  });

  it("10087 for a tag that is gone", async () => {
    expect(await codeOf(newPost({ applied_tags: ["123"] }))).toBe(10087);
  });

  it("50001 where the bot cannot look and 50013 where it may not act", async () => {
    forum.setOverwrites([{ for: "bot", deny: ["SendMessages"] }]);
    expect(await codeOf(newPost())).toBe(50013);
    forum.setOverwrites([{ for: "bot", deny: ["ViewChannel"] }]);
    expect(await codeOf(newPost())).toBe(50001);
    expect(discord.invalidRequests).toBe(2);
    expect(discord.violations).toEqual([]);
  });

  it("50083 for an edit in an archived thread, while sending un-archives it", async () => {
    const webhook = await newWebhook();
    const post = await newPost();
    const sent = await send(webhook, { content: "words" }, { thread_id: post.id });
    const [thread] = forum.threads();
    thread?.archive();
    expect(await codeOf(editSent(webhook, sent.id, { content: "other" }, post.id))).toBe(50083);
    await send(webhook, { content: "more" }, { thread_id: post.id });
    expect(thread?.archived).toBe(false);
    expect(await codeOf(editSent(webhook, sent.id, { content: "other" }, post.id))).toBe("no error");
  });

  it("160005 for writing through a webhook in a locked thread, 50083 once it is also archived", async () => {
    const webhook = await newWebhook();
    const post = await newPost();
    const sent = await send(webhook, { content: "words" }, { thread_id: post.id });
    const [thread] = forum.threads();
    thread?.lock({ archive: false });
    expect(await codeOf(send(webhook, { content: "more" }, { thread_id: post.id }))).toBe(160005);
    expect(await codeOf(editSent(webhook, sent.id, { content: "other" }, post.id))).toBe(160005);
    thread?.archive();
    expect(await codeOf(send(webhook, { content: "more" }, { thread_id: post.id }))).toBe(50083);
    const { id, token } = webhook;
    const query = new URLSearchParams({ thread_id: post.id });
    expect(await codeOf(rest.delete(Routes.webhookMessage(id, token, sent.id), { auth: false, query }))).toBe(
      50083,
    );
  });

  it("50083 for changing an archived thread, unless the same request opens it", async () => {
    const post = await newPost();
    const [thread] = forum.threads();
    thread?.archive();
    expect(await codeOf(rest.patch(Routes.channel(post.id), { body: { locked: true } }))).toBe(50083);
    expect(await codeOf(rest.patch(Routes.channel(post.id), { body: { name: "New" } }))).toBe(50083);
    await rest.patch(Routes.channel(post.id), { body: { archived: false, name: "New" } });
    expect([thread?.name, thread?.archived]).toEqual(["New", false]);
  });

  it("50013 for locking a thread, or opening a locked one, without Manage Threads", async () => {
    const post = await newPost();
    forum.setOverwrites([{ for: "bot", deny: ["ManageThreads"] }]);
    expect(await codeOf(rest.patch(Routes.channel(post.id), { body: { name: "Own" } }))).toBe("no error");
    expect(await codeOf(rest.patch(Routes.channel(post.id), { body: { locked: true } }))).toBe(50013);
    forum.threads()[0]?.lock();
    expect(await codeOf(rest.patch(Routes.channel(post.id), { body: { archived: false } }))).toBe(50013);
  });

  it("160006 if a guild has the maximum number of active threads", async () => {
    discord.limit({ activeThreads: 1 });
    await newPost();
    expect(await codeOf(newPost())).toBe(160006);
  });

  it("10004 and 50001 once the bot was removed", async () => {
    guild.removeBot();
    expect(await codeOf(rest.get(Routes.guild(guild.id)))).toBe(10004);
    expect(await codeOf(newPost())).toBe(50001);
  });

  it("50027 for a wrong webhook token", async () => {
    const webhook = await newWebhook();
    expect(await codeOf(send({ ...webhook, token: "wrong" }, { content: "words" }))).toBe(50027);
  });
});

describe("a request whose refusal the bot could have foreseen is refused and recorded", () => {
  it.each<[string, number, () => Promise<unknown>]>([
    [
      "an empty message",
      50006,
      () => rest.post(Routes.channelMessages(text.id), { body: { content: "  " } }),
    ],
    [
      "a text that is too long",
      50035,
      () => rest.post(Routes.channelMessages(text.id), { body: { content: "x".repeat(2001) } }),
    ],
    [
      "a message in a forum itself",
      40058,
      () => rest.post(Routes.channelMessages(forum.id), { body: { content: "x" } }),
    ],
    ["a title that is too long", 50035, () => newPost({ name: "x".repeat(101) })],
    ["a title of spaces", 50035, () => newPost({ name: "  " })],
    ["six tags", 50035, () => newPost({ applied_tags: ["1", "2", "3", "4", "5", "6"] })],
    ["a webhook named after Discord", 50035, () => newWebhook("My Discord hook")],
    [
      "a persona named after Discord",
      50035,
      async () => send(await newWebhook("M", text.id), { content: "x", username: "discord fan" }),
    ],
    [
      "a persona named everyone",
      50035,
      async () => send(await newWebhook("M", text.id), { content: "x", username: "Everyone" }),
    ],
    [
      "a persona with an empty name",
      50035,
      async () => send(await newWebhook("M", text.id), { content: "x", username: "" }),
    ],
    ["a webhook in a forum without a thread", 220001, async () => send(await newWebhook(), { content: "x" })],
    [
      "a webhook with a thread and a thread name",
      220002,
      async () => send(await newWebhook(), { content: "x", thread_name: "y" }, { thread_id: "1" }),
    ],
    [
      "embeds of more than 6000 characters",
      50035,
      () => newPost({ message: { embeds: [1, 2].map(() => ({ description: "x".repeat(3001) })) } }),
    ],
    [
      "content beside a layout",
      50035,
      () =>
        newPost({
          message: {
            content: "x",
            components: [{ type: 10, content: "y" }],
            flags: MessageFlags.IsComponentsV2,
          },
        }),
    ],
    [
      "a layout without its flag",
      50035,
      () => newPost({ message: { components: [{ type: 10, content: "y" }] } }),
    ],
    [
      "two components of one custom id",
      50035,
      () => newPost({ message: { content: "x", components: [row("a"), row("a")] } }),
    ],
    ["a route that Discord does not have", 0, () => rest.get("/guilds/1/comments")],
  ])("%s", async (_, code, request) => {
    expect(await codeOf(request())).toBe(code);
    expect(discord.violations).toHaveLength(1);
  });

  it("a field that the route does not know, though Discord lets it pass", async () => {
    await rest.post(Routes.channelMessages(text.id), { body: { content: "x", colour: "red" } });
    expect(discord.violations.map(({ what }) => what)).toEqual(["unknown field body.colour"]);
  });

  it("says where in the body the fault is", async () => {
    const request = newPost({ message: { embeds: [{ title: "x".repeat(257) }] } });
    await expect(request).rejects.toMatchObject({
      rawError: {
        errors: { message: { embeds: { "0": { title: { _errors: [{ code: "BASE_TYPE_MAX_LENGTH" }] } } } } },
      },
    });
  });
});

const row = (id: string) => ({ type: 1, components: [{ type: 2, style: 2, label: "Press", custom_id: id }] });

describe("without an error, the loopback", () => {
  it("makes a list of messages empty without Read Message History", async () => {
    const post = await newPost();
    forum.setOverwrites([{ for: "bot", deny: ["ReadMessageHistory"] }]);
    expect(await rest.get(Routes.channelMessages(post.id))).toEqual([]);
  });

  it("drops embeds where links may not be embedded", async () => {
    forum.setOverwrites([{ for: "bot", deny: ["EmbedLinks"] }]);
    await newPost({ message: { content: "It begins", embeds: [{ title: "By Ada" }] } });
    expect(forum.threads()[0]?.messages[0]?.embeds).toEqual([]);
  });

  it("trims a text", async () => {
    await rest.post(Routes.channelMessages(text.id), { body: { content: "\n  words  \n" } });
    expect(text.messages.map(({ content }) => content)).toEqual(["words"]);
  });
});

describe("threads that are archived", () => {
  it("are listed page by page, latest first", async () => {
    for (const name of ["a", "b", "c"]) await newPost({ name });
    const [first, second, third] = forum.threads();
    for (const thread of [first, second, third]) {
      thread?.archive();
      if (thread)
        thread.state.archiveChangedAtMs = Date.parse("2026-01-01") + Number(thread.name.charCodeAt(0));
    }
    const page = (query: Record<string, string>) =>
      rest.get(Routes.channelThreads(forum.id, "public"), { query: new URLSearchParams(query) }) as Promise<{
        threads: { name: string; thread_metadata: { archive_timestamp: string } }[];
        has_more: boolean;
      }>;
    const newest = await page({ limit: "2" });
    expect(newest.threads.map(({ name }) => name)).toEqual(["c", "b"]);
    expect(newest.has_more).toBe(true);
    const before = newest.threads.at(-1)?.thread_metadata.archive_timestamp ?? "";
    const oldest = await page({ limit: "2", before });
    expect([oldest.threads.map(({ name }) => name), oldest.has_more]).toEqual([["a"], false]);
  });
});
