import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { FeedComment, FeedPage } from "loopback-sites/feed/feed-content.ts";
import { FeedSite } from "loopback-sites/feed/feed-site.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { capabilities } from "../../src/sources/feed/capabilities.ts";
import { openFeed } from "../../src/sources/feed/feed.ts";
import type { SourceKind } from "../../src/sources/index.ts";
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

const script = fileURLToPath(new URL("../../src/opt-out.ts", import.meta.url));

let site: FeedSite;
let world: World;
let page: FeedPage;
let top: FeedComment;
let mirrored: LoopbackThread;

const shown = (thread = mirrored) => thread.messages.map(({ content }) => content).join("\n");
const command = async (name: string, options: Record<string, string | number>) => {
  const answer = await world.moderator.command(name, options);
  return JSON.stringify((await answer.settled()).message);
};

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
    await expect.poll(() => shown()).toContain("Both do.");
    expect(shown()).toContain("The moon pulls *hard*");
    expect(shown()).not.toMatch(/Long forgotten|In reply to/);
    const reply = mirrored.messages.find(({ content }) => content.includes("So does the sun."));
    expect(reply?.content).toContain("The moon pulls");
    expect(mirrored.messages.some(({ username }) => username === "Carol")).toBe(true);
  });

  it("brings new comments and edits, and keeps comments that left the feed", async () => {
    const added = site.addComment(page, "And Jupiter a little.");
    await expect.poll(() => shown()).toContain("And Jupiter a little.");
    site.edit(added, "And Jupiter hardly.");
    await expect.poll(() => shown()).toContain("And Jupiter hardly.");
    site.remove(added);
    site.addComment(page, "And Saturn.");
    await expect.poll(() => shown()).toContain("And Saturn.");
    expect(shown()).toMatch(/The moon pulls.*And Jupiter hardly/s);
  });

  it("never shows a password form in place of a comment", async () => {
    const locked = site.addPage("Locked");
    locked.isLocked = true;
    site.addComment(locked, "Secret.");
    site.addComment(page, "And Neptune.");
    await expect.poll(() => shown()).toContain("And Neptune.");
    expect(await command("lookup", { text: "password" })).not.toContain("protected");
  });

  it("can be looked up, quoted, shown in context and answered like any other", async () => {
    const [first] = mirrored.messages.filter(({ content }) => content.includes("The moon pulls"));
    if (first === undefined) throw new Error("not mirrored");
    expect(await command("lookup", { text: "moon", site: "blog" })).toContain("The moon pulls");
    const comment = site.addressOf(top);
    expect(await command("context", { comment })).toContain("So does the sun.");
    const channel = world.guild.addTextChannel({ name: "talk" });
    const quoting = await world.moderator.command(
      "quote",
      { comment, passage: "moon pulls" },
      { channelId: channel.id },
    );
    await quoting.settled();
    expect(JSON.stringify(channel.messages)).toContain("moon pulls");
    const { modal } = await world.moderator.command("reply", { comment });
    await (await world.moderator.submit(modal, { text: "I agree." })).settled();
    await expect.poll(() => shown()).toContain("I agree.");
  });

  it("refuses what feeds cannot say, with the reason", async () => {
    expect(await command("profile", { user: "Carol" })).toContain("blog has no profile pages");
    const url = site.addressOf(page);
    expect(await command("follow", { url, channel: world.channel.id, "min-score": 5 })).toContain(
      "blog does not score comments",
    );
    expect(
      await command("follow", { url: `${site.url}/no-such-page/`, channel: world.channel.id }),
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

  it("loses everything that an author wrote once the operator opts the name out", async () => {
    const env = { DATABASE_URL: world.databaseUrl, SITES: `blog=feed+${site.feedUrl}` };
    const args = [script, "--site", "blog", "--name", "carol"];
    expect((await promisify(execFile)(process.execPath, args, { env })).stdout).toContain("is opted out");
    await expect.poll(() => shown()).not.toContain("The moon pulls");
    expect(shown()).toContain("So does the sun.");
  });

  it("asks only whether the feed has changed while nothing happens", async () => {
    const from = site.http.requests.length;
    await expect.poll(() => site.http.requests.length - from).toBeGreaterThan(2);
    const asked = site.http.requests.slice(from).map(({ path, status }) => `${path} ${status}`);
    expect(new Set(asked)).toEqual(new Set(["/comments/feed/ 304"]));
  });
});
