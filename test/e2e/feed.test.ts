import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { FeedComment, FeedPage } from "loopback-sites/feed/feed-content.ts";
import { FeedSite } from "loopback-sites/feed/feed-site.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { capabilities } from "../../src/sources/feed/capabilities.ts";
import { openFeed } from "../../src/sources/feed/feed.ts";
import type { SourceKind } from "../../src/sources/index.ts";
import { shown } from "./reading.ts";
import { runOptOut } from "./run-opt-out.ts";
import { World } from "./world.ts";

/** Feeds that may be read at any time, so that no test waits ten minutes. */
const feedKind: SourceKind = {
  sites: [],
  takesQuery: true,
  open: (site, options) => ({
    ...openFeed(site, options),
    capabilities: { ...capabilities, minPollMs: 0, requestsPerDay: undefined },
  }),
};

let site: FeedSite;
let world: World;
let page: FeedPage;
let top: FeedComment;
let mirrored: LoopbackThread;

beforeAll(async () => {
  site = await FeedSite.open({ window: 3 });
  page = site.addPage("Tides & tables");
  site.addComment(page, "Long forgotten.");
  top = site.addComment(page, "The moon pulls <em>hard</em>, @everyone.", { author: "Carol" });
  site.addComment(page, "So does the sun.", { parent: top });
  site.addComment(page, "Both do.");
  world = await World.open({
    kinds: { feed: feedKind },
    environment: { SITES: `blog=feed+${site.feedUrl}` },
  });
  mirrored = await world.mirrored(site.addressOf(page));
});
afterAll(async () => {
  await world.close();
  await site.close();
});

describe("a site that is read from its feed of comments", () => {
  it("is mirrored as far back as the feed goes, with parents instead of the lines that name them", async () => {
    expect(mirrored.name).toContain("Tides & tables");
    await expect.poll(() => shown(mirrored)).toContain("Both do.");
    expect(shown(mirrored)).toContain("The moon pulls *hard*");
    expect(shown(mirrored)).not.toMatch(/Long forgotten|In reply to/);
    const reply = mirrored.messages.find(({ content }) => content.includes("So does the sun."));
    expect(reply?.content).toContain("The moon pulls");
    expect(mirrored.messages.some(({ username }) => username === "Carol")).toBe(true);
  });

  it("brings new comments and edits, and keeps comments that left the feed", async () => {
    const added = site.addComment(page, "And Jupiter a little.");
    await expect.poll(() => shown(mirrored)).toContain("And Jupiter a little.");
    site.edit(added, "And Jupiter hardly.");
    await expect.poll(() => shown(mirrored)).toContain("And Jupiter hardly.");
    site.remove(added);
    site.addComment(page, "And Saturn.");
    await expect.poll(() => shown(mirrored)).toContain("And Saturn.");
    expect(shown(mirrored)).toMatch(/The moon pulls.*And Jupiter hardly/s);
  });

  it("never shows a password form in place of a comment", async () => {
    const locked = site.addPage("Locked");
    locked.isLocked = true;
    site.addComment(locked, "Secret.");
    site.addComment(page, "And Neptune.");
    await expect.poll(() => shown(mirrored)).toContain("And Neptune.");
    expect(await world.ask("lookup", { text: "password" })).not.toContain("protected");
  });

  it("can be looked up, quoted, shown in context and answered like any other", async () => {
    const [first] = mirrored.messages.filter(({ content }) => content.includes("The moon pulls"));
    if (first === undefined) throw new Error("not mirrored");
    expect(await world.ask("lookup", { text: "moon", site: "blog" })).toContain("The moon pulls");
    const comment = site.addressOf(top);
    expect(await world.ask("context", { comment })).toContain("So does the sun.");
    const channel = world.guild.addTextChannel({ name: "talk" });
    await world.ask("quote", { comment, passage: "moon pulls" }, { channelId: channel.id });
    expect(JSON.stringify(channel.messages)).toContain("moon pulls");
    const { modal } = await world.moderator.command("reply", { comment });
    await (await world.moderator.submit(modal, { text: "I agree." })).settled();
    await expect.poll(() => shown(mirrored)).toContain("I agree.");
  });

  it("refuses what feeds cannot say, with the reason", async () => {
    expect(await world.ask("profile", { user: "Carol" })).toContain("blog has no profile pages");
    const url = site.addressOf(page);
    expect(await world.ask("follow", { url, channel: world.channel.id, "min-score": 5 })).toContain(
      "blog does not score comments",
    );
    expect(
      await world.ask("follow", { url: `${site.url}/no-such-page/`, channel: world.channel.id }),
    ).toContain("blog");
  });

  it("opens a forum post for each page with a new comment if the whole site is followed", async () => {
    const channel = world.guild.addForumChannel({ name: "whole" });
    await world.mirrored(site.url, { channel: channel.id });
    site.addComment(site.addPage("Currents"), "A first comment.");
    const thread = () => channel.threads().find(({ name }) => name.includes("Currents"));
    await expect.poll(() => thread()?.name).toBeDefined();
    await expect.poll(() => shown(thread())).toContain("A first comment.");
  });

  it("has everything that an author wrote taken down once the operator opts the name out", async () => {
    expect(await runOptOut(world.settings, "--site", "blog", "--name", "carol")).toContain("is opted out");
    await expect.poll(() => shown(mirrored)).not.toContain("The moon pulls");
    expect(shown(mirrored)).toContain("So does the sun.");
  });

  it("asks only whether the feed has changed while nothing happens", async () => {
    const from = site.http.requests.length;
    await expect.poll(() => site.http.requests.length - from).toBeGreaterThan(2);
    const asked = site.http.requests.slice(from).map(({ path, status }) => `${path} ${status}`);
    expect(new Set(asked)).toEqual(new Set(["/comments/feed/ 304"]));
  });
});
