import type { Answer } from "loopback-discord/driver/answer.ts";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { LoopbackDiscourse } from "loopback-sites/discourse/loopback-discourse.ts";
import { FeedSite } from "loopback-sites/feed/feed-site.ts";
import { LemmySite } from "loopback-sites/lemmy/lemmy-site.ts";
import { LoopbackWordpress } from "loopback-sites/wordpress/loopback-wordpress.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fastClock } from "../faults/fast-clock.ts";
import { hostileAddresses } from "../sources/public/hostile-addresses.ts";
import { publicNetwork } from "./public-network.ts";
import { said, shown } from "./reading.ts";
import { World } from "./world.ts";

/** Sites are polled once a minute, and no test waits for that. */
const speed = 60;
const clock = fastClock(Date.now(), speed);
const now = clock.now;

/** Loopback servers by their public addresses. */
const hosts: Record<string, string> = {};
let asked: string[];
let forum: LoopbackDiscourse;
let blog: LoopbackWordpress;
let village: LemmySite;
let pages: FeedSite;
let world: World;
let topic: number;

beforeAll(async () => {
  forum = await LoopbackDiscourse.open({ folder: "/talk", now });
  blog = await LoopbackWordpress.open({ folder: "/notes", now });
  village = await LemmySite.open({ now });
  pages = await FeedSite.open({ now });
  topic = forum.content.addTopic({ title: "Tides", cooked: "<p>About tides.</p>" }).id;
  forum.content.addPost({ topic, cooked: "<p>The moon pulls.</p>", by: "carol" });
  for (const name of ["forum", "www.forum", "a", "b", "c", "d", "e", "f"])
    hosts[`https://${name}.example.org`] = forum.url;
  hosts["https://blog.example.org"] = blog.url;
  hosts["https://village.example.org"] = village.url;
  hosts["https://pages.example.org"] = pages.url;
  const network = publicNetwork(() => hosts);
  world = await World.open({
    clock,
    discord: { now, speed },
    environment: { ALLOW_PUBLIC_SITES: "discourse,wordpress,lemmy,feed", SITE_REQUESTS_PER_MINUTE: "6000" },
    publicFetch: async (url, init) => {
      asked.push(url.href);
      return await network(url, init);
    },
  });
});
afterAll(async () => {
  await world.close();
  await Promise.all([forum.close(), blog.close(), village.http.close(), pages.http.close()]);
});
beforeEach(() => {
  asked = [];
});

const topicOn = (host: string) => `https://${host}.example.org/talk/t/tides/${topic}`;

/** Tells a forum's pages from its API, which polls ask meanwhile. */
const isPage = ({ path }: { readonly path: string }) => !path.endsWith(".json");

/** Follows into a channel of its own. */
async function followed(url: string): Promise<{ thread: LoopbackThread; channel: string }> {
  const channel = world.guild.addForumChannel({ name: "chosen" }).id;
  const thread = await world.mirrored(url, { channel });
  return { thread, channel };
}

async function unfollowAll(): Promise<void> {
  for (const follow of await world.bot.app.store.follows.all())
    await world.bot.app.mirror.follows.end(follow, { removePosts: false });
}

/** Follows in vain. Returns the answer. */
async function refused(url: string): Promise<string> {
  const answer: Answer = await world.follow(url);
  return said(answer);
}

describe("a public site that a member chooses", () => {
  it("is recognised as a Discourse forum in a folder, and followed as it grows", async () => {
    const { thread } = await followed(topicOn("forum"));
    expect(shown(thread)).toContain("The moon pulls.");
    forum.content.addPost({ topic, cooked: "<p>And the sun.</p>" });
    await expect.poll(() => shown(thread)).toContain("And the sun.");
    expect(asked[0]).toBe(topicOn("forum"));
  });

  it("is there after a restart, under its name", async () => {
    const { thread } = await followed(topicOn("forum"));
    await world.stopBot();
    forum.content.addPost({ topic, cooked: "<p>Meanwhile.</p>" });
    await world.startBot();
    await expect.poll(() => shown(thread)).toContain("Meanwhile.");
    expect(await world.ask("status")).toContain("forum.example.org/talk");
    expect(await world.ask("settings")).toContain("forum.example.org/talk");
  });

  it("is the same site with and without www., over HTTP and with a final dot", async () => {
    for (const url of [
      topicOn("www.forum"),
      topicOn("forum").replace("https", "http"),
      topicOn("forum").replace("example.org", "example.org."),
    ]) {
      await followed(url);
      expect(await world.bot.app.store.publicSites.all()).toHaveLength(1);
    }
  });

  it("is the same site by way of a host that redirects to it", async () => {
    hosts["https://old.example.org"] = forum.url;
    forum.inject({ kind: "redirect", location: topicOn("forum"), match: isPage });
    await followed(topicOn("old"));
    const pages = asked.filter((url) => isPage({ path: new URL(url).pathname }));
    expect(pages.slice(0, 2)).toEqual([topicOn("old"), topicOn("forum")]);
    expect(await world.bot.app.store.publicSites.all()).toHaveLength(1);
  });

  it("can be quoted and looked up like any other, and shows what a post answers", async () => {
    await followed(topicOn("forum"));
    const post = [...forum.content.posts.values()].find(({ cooked }) => cooked.includes("moon"));
    const url = `${topicOn("forum")}/${post?.number}`;
    const quote = await world.moderator.command("quote", { comment: url, passage: "The moon pulls." });
    expect(said(await quote.settled())).toContain("The moon pulls.");
    expect(await world.ask("context", { comment: url })).toContain("The moon pulls.");
    const choices = await world.moderator.autocomplete("lookup", { site: "forum" }, "site");
    expect(choices.map(({ name }) => name)).toContain("forum.example.org/talk");
    expect(await world.ask("lookup", { text: "moon", site: "forum.example.org/talk" })).toContain("moon");
  });

  it("is shown only in servers that follow something on it", async () => {
    await followed(topicOn("forum"));
    const guild = world.discord.addGuild({ name: "Elsewhere" });
    const manager = guild.addMember({ name: "Manager", permissions: ["ManageGuild", "ManageThreads"] });
    const status = await (await manager.command("status")).settled();
    expect(said(status)).not.toContain("example.org");
    expect(await manager.autocomplete("lookup", { site: "example" }, "site")).toEqual([]);
    expect(await manager.autocomplete("top", { site: "example" }, "site")).toEqual([]);
    const typed = await (await manager.command("top", { site: "forum.example.org/talk" })).settled();
    expect(said(typed)).toContain("I do not read that site. I read ");
    expect(said(typed)).not.toContain("example.org");
  });

  it("is recognised as a WordPress blog in a folder", async () => {
    const { id } = blog.blog.addPost({ title: "Harbours" });
    blog.blog.addComment({ post: id, content: "<p>Deep water.</p>", authorName: "Dora" });
    const url = blog.addressOf(id).replace(new URL(blog.url).origin, "https://blog.example.org");
    const { thread } = await followed(url);
    expect(shown(thread)).toContain("Deep water.");
  });

  it("is recognised as an instance of Lemmy", async () => {
    const post = village.addPost("Boats");
    village.addComment(post, "Row *gently*.");
    const { thread } = await followed(`https://village.example.org/post/${post.id}`);
    expect(shown(thread)).toContain("Row *gently*.");
    const there = asked.filter((url) => url.startsWith("https://village."));
    expect(there.slice(0, 2)).toEqual([
      `https://village.example.org/post/${post.id}`,
      "https://village.example.org/nodeinfo/2.1",
    ]);
  });

  it("is recognised by its feed", async () => {
    const page = pages.addPage("Lighthouses");
    pages.addComment(page, "They turn.");
    const { thread } = await followed(`https://pages.example.org/${page.slug}/`);
    expect(shown(thread)).toContain("They turn.");
  });

  it("says that it waits while the operator does not allow its kind, and goes on afterwards", async () => {
    await unfollowAll();
    const { thread } = await followed(topicOn("forum"));
    await world.stopBot();
    await world.startBot({ ALLOW_PUBLIC_SITES: "lemmy" });
    const messages = thread.messages.length;
    forum.content.addPost({ topic, cooked: "<p>Unread.</p>" });
    expect(await world.ask("following")).toMatch(/no longer lets me read forum\.example\.org\/talk/);
    expect(await world.ask("settings")).toContain("forum.example.org/talk");
    expect(await refused(topicOn("forum"))).toMatch(/I cannot follow forum\.example\.org/);
    await world.stopBot();
    expect(thread.messages).toHaveLength(messages);
    await world.startBot();
    await expect.poll(() => shown(thread)).toContain("Unread.");
  });

  it("is forgotten with the last follow there", async () => {
    await unfollowAll();
    await expect.poll(() => world.bot.app.store.publicSites.all(), { timeout: 60_000 }).toEqual([]);
    await expect
      .poll(() => [...world.bot.app.sources.keys()].filter((name) => name.startsWith("p-")))
      .toEqual([]);
    expect(await world.ask("status")).not.toContain("example.org");
  });
});

describe("a site that does not answer", () => {
  it("holds up no other", async () => {
    await unfollowAll();
    const post = village.addPost("Slow boats");
    await followed(`https://village.example.org/post/${post.id}`);
    const { promise: until, resolve } = Promise.withResolvers<void>();
    village.http.inject({ kind: "hold", until, times: 1_000 });
    await expect.poll(() => asked.some((url) => url.includes("/api/"))).toBe(true);
    const { thread } = await followed(topicOn("a"));
    forum.content.addPost({ topic, cooked: "<p>On time.</p>" });
    await expect.poll(() => shown(thread)).toContain("On time.");
    await unfollowAll();
    await followed(topicOn("b"));
    resolve();
  });
});

describe("a server", () => {
  it("may follow five public sites, and any number of things on each", async () => {
    await unfollowAll();
    for (const host of ["a", "b", "c", "d", "e"]) await followed(topicOn(host));
    expect(await refused(topicOn("f"))).toMatch(/have already chosen 5 sites, which is the limit/);
    expect(await world.bot.app.store.follows.all()).toHaveLength(5);
    const other = forum.content.addTopic({ title: "Currents", cooked: "<p>x</p>" }).id;
    await followed(`https://a.example.org/talk/t/currents/${other}`);
    await unfollowAll();
    await followed(topicOn("f"));
  });

  it("may rule out the sites that members choose", async () => {
    const card = await (await world.moderator.command("settings")).settled();
    await world.moderator.select(card, "Choose sites", ["lesswrong", "alignmentforum", "eaforum"]);
    expect(await refused(topicOn("a"))).toMatch(/does not follow a\.example\.org\/talk; it allows LessWrong/);
    await world.moderator.select(card, "Choose sites", ["*", "lesswrong", "alignmentforum", "eaforum"]);
    await followed(topicOn("a"));
  });
});

describe("an address that /follow cannot read", () => {
  it("is refused with the kinds that can be", async () => {
    hosts["https://shop.example.org"] = `${village.url}`;
    expect(await refused("https://shop.example.org/basket")).toBe(
      "I cannot follow shop.example.org: it does not look like a site of a kind that I may follow (discourse, lemmy, wordpress, feed). If it is one, give the address of a post there, as your browser shows it.",
    );
    expect(asked.filter((url) => url.includes("shop"))).toEqual(["https://shop.example.org/basket"]);
  });

  it("is refused with the addresses of its own site", async () => {
    expect(await refused("https://forum.example.org/talk/about")).toMatch(
      /I cannot follow that address.*forum\.example\.org\/talk\/t\//s,
    );
  });

  it("is refused if nobody answers there", async () => {
    expect(await refused("https://nobody.example.org/t/x/1")).toMatch(/nobody\.example\.org/);
  });

  it.each(hostileAddresses)("is refused without being read: %s", async (address) => {
    const answer = await refused(address);
    expect(answer).not.toMatch(/Following|Mirror/);
    expect(asked.filter((url) => !url.includes("example.org"))).toEqual([]);
  });

  it("is refused if it redirects into a private network", async () => {
    const location = "http://169.254.169.254/latest/meta-data/";
    forum.inject({ kind: "redirect", location, match: isPage });
    expect(await refused(topicOn("b"))).not.toMatch(/Following|Mirror/);
  });
});
