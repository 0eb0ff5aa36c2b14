import type { ForumChannel } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { servePage } from "../../../playground/page/serve-page.ts";
import { openPageWorld, type PageWorld, rawStatus } from "./page-world.ts";

let world: PageWorld;

beforeEach(async () => {
  world = await openPageWorld();
});
afterEach(() => world.close());

interface View {
  readonly kind: string;
  readonly header: string;
  readonly items: readonly { readonly key: string; readonly html: string }[];
  readonly below: number;
}

async function mirror(count: number) {
  const channel = (await world.client.channels.fetch(world.channel.id)) as ForumChannel;
  const tags = channel.availableTags.map(({ id }) => id);
  const embed = { author: { name: "Ines" }, description: "It **begins**." };
  const thread = await channel.threads.create({
    name: "A post",
    message: { embeds: [embed] },
    appliedTags: tags,
  });
  const webhook = await channel.createWebhook({ name: "Mirror" });
  const sent = [];
  for (let number = 1; number <= count; number += 1) {
    const persona = { username: number % 2 ? "Ines <b>" : "Tobias", threadId: thread.id };
    sent.push(
      await webhook.send({ ...persona, content: `Comment ${number}`, allowedMentions: { parse: [] } }),
    );
  }
  return { thread, webhook, sent };
}

describe("the page", () => {
  it("lists channels, a forum's posts with tags, and their messages", async () => {
    const { thread } = await mirror(3);
    const sidebar = await world.get<{ items: View["items"] }>("/api/sidebar");
    expect(sidebar.items.map(({ key }) => key)).toContain(thread.id);
    const forum = await world.get<View>(`/api/channels/${world.channel.id}`);
    expect(forum.items[0]?.html).toContain("A post");
    expect(forum.items[0]?.html).toContain('<span class="tag">Practical</span>');
    const post = await world.get<View>(`/api/channels/${thread.id}?anchor=open`);
    expect(post.items).toHaveLength(4);
    expect(post.items[0]?.html).toContain("It <strong>begins</strong>.");
    expect(post.items[1]?.html).toContain('<b class="author">Ines &lt;b&gt;</b>');
    expect(post.items[1]?.html).toContain('<span class="badge">APP</span>');
  });

  it("shows part of a long post and says how much follows", async () => {
    const { thread } = await mirror(6);
    const post = await world.get<View>(`/api/channels/${thread.id}?anchor=start&after=3`);
    expect([post.items.length, post.below]).toEqual([3, 4]);
  });

  it("shows the author once for consecutive messages", async () => {
    const { thread, webhook } = await mirror(1);
    await webhook.send({ username: "Ines <b>", threadId: thread.id, content: "A second part" });
    const post = await world.get<View>(`/api/channels/${thread.id}`);
    expect(post.items.at(-1)?.html).toContain("grouped");
  });

  it("reports changes while it is open", async () => {
    const { thread, webhook, sent } = await mirror(1);
    const events = await fetch(`${world.page.url}/api/events`);
    const notices = readNotices(events);
    expect((await notices.next()).value).toMatchObject({ isFirst: true });
    await webhook.editMessage(sent[0]?.id ?? "", { threadId: thread.id, content: "Edited" });
    for await (const notice of notices) if (notice.channels.includes(thread.id)) break;
    const post = await world.get<View>(`/api/channels/${thread.id}`);
    expect(post.items[1]?.html).toContain('Edited <span class="edited">(edited)</span>');
  });

  it("says whether the bot is online", async () => {
    const status = async () => (await world.get<{ status: string }>("/api/sidebar")).status;
    expect(await status()).toContain("The bot is online");
    await world.client.destroy();
    await world.discord.until(() => world.discord.gateway.readyCount === 0);
    expect(await status()).toContain("The bot is not connected");
  });

  it("also serves everything as data", async () => {
    await mirror(1);
    const state = await world.get<{
      channels: { name: string; threads: { messages: { html: string }[] }[] }[];
    }>("/api/state");
    const channel = state.channels.find(({ name }) => name === "discussions");
    expect(channel?.threads[0]?.messages[1]?.html).toBe("Comment 1");
  });

  it("says plainly that a channel is gone", async () => {
    const response = await fetch(`${world.page.url}/api/channels/123`);
    expect([response.status, await response.json()]).toEqual([
      404,
      { error: "There is no such channel, or it was deleted." },
    ]);
  });
});

describe("its safety", () => {
  it("forbids all scripts, styles and requests except its own", async () => {
    const response = await fetch(world.page.url);
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).not.toContain("unsafe");
    const html = await response.text();
    expect(html.match(/(?:src|href)="(?!\/|#)[^"]*"/g)).toBeNull();
  });

  it("refuses a name that is not this machine's", async () => {
    const port = new URL(world.page.url).port;
    const ask = (host: string) => rawStatus(world.page.url, "GET", { host });
    expect(await ask(`127.0.0.1:${port}`)).toBe(200);
    expect(await ask(`localhost:${port}`)).toBe(200);
    expect(await ask(`evil.example:${port}`)).toBe(421);
    expect(await ask("127.0.0.1")).toBe(421);
  });

  it("refuses actions from other websites", async () => {
    const url = `${world.page.url}/api/command`;
    const json = { "content-type": "application/json" };
    expect(await rawStatus(url, "POST", { ...json, origin: "https://evil.example" })).toBe(403);
    expect(await rawStatus(url, "POST", { "content-type": "text/plain" })).toBe(403);
  });

  it("serves its own files and no others", async () => {
    const ask = async (path: string) => (await fetch(world.page.url + path)).status;
    expect(await ask("/scripts/main.js")).toBe(200);
    expect(await ask("/../serve-page.ts")).toBe(404);
    expect(await ask("/%2e%2e/serve-page.ts")).toBe(404);
  });

  it("takes the next free port when its own is taken", async () => {
    const taken = Number(new URL(world.page.url).port);
    const { discord, guild, member, forum } = world;
    const other = await servePage({ discord, guild, member, forum, port: taken });
    expect(Number(new URL(other.url).port)).toBeGreaterThan(taken);
    await other.close();
  });
});

interface Notice {
  readonly channels: readonly string[];
}

async function* readNotices(response: Response): AsyncGenerator<Notice> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of response.body ?? []) {
    const events = (rest + decoder.decode(chunk, { stream: true })).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) yield JSON.parse(event.replace(/^data: /, "")) as Notice;
  }
}
