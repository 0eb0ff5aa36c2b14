import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { LemmyComment, LemmyPost } from "loopback-sites/lemmy/lemmy-content.ts";
import { LemmySite } from "loopback-sites/lemmy/lemmy-site.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SourceKind } from "../../src/sources/index.ts";
import { capabilities } from "../../src/sources/lemmy/capabilities.ts";
import { openLemmy } from "../../src/sources/lemmy/lemmy.ts";
import { shown } from "./reading.ts";
import { World } from "./world.ts";

/** Instances that may be read at any time, so that no test waits a minute. */
const lemmyKind: SourceKind = {
  sites: [],
  open: (site, options) => ({
    ...openLemmy(site, options),
    capabilities: { ...capabilities, minPollMs: 0 },
  }),
};

let site: LemmySite;
let world: World;
let post: LemmyPost;
let top: LemmyComment;
let reply: LemmyComment;
let mirrored: LoopbackThread;

beforeAll(async () => {
  site = await LemmySite.open({ now: () => Date.now() });
  const ann = site.addPerson("ann");
  ann.bio = "I measure *tides*.";
  post = site.addPost("Tides & tables", { community: site.addCommunity("tides"), body: "About tides." });
  top = site.addComment(post, "::: spoiler The end\nThe **moon** pulls.\n:::", {
    creator: site.addPerson("carol", { home: "elsewhere.test" }),
  });
  top.score = 12;
  reply = site.addComment(top, "So does the sun, says @ann@elsewhere.test.");
  world = await World.open({
    kinds: { lemmy: lemmyKind },
    environment: { SITES: `village=lemmy+${site.url}` },
  });
  mirrored = await world.mirrored(site.addressOf(post));
});
afterAll(async () => {
  await world.close();
  await site.close();
});

describe("an instance of Lemmy", () => {
  it("is mirrored with its Markdown, its people and its votes", async () => {
    expect(mirrored.name).toContain("Tides & tables");
    await expect.poll(() => shown(mirrored)).toContain("So does the sun");
    expect(shown(mirrored)).toContain("▸ **The end**\n||The **moon** pulls.||");
    expect(shown(mirrored)).toContain(`[@ann@elsewhere.test](<${site.url}/u/ann@elsewhere.test>)`);
    expect(shown(mirrored)).toContain("12 points");
    expect(mirrored.messages.some(({ username }) => username === "carol")).toBe(true);
  });

  it("brings new comments, edits, deletions and removals, and what a moderator restores", async () => {
    const added = site.addComment(reply, "And Jupiter a little.");
    await expect.poll(() => shown(mirrored)).toContain("And Jupiter a little.");
    site.edit(added, "And Jupiter hardly.");
    await expect.poll(() => shown(mirrored)).toContain("And Jupiter hardly.");
    added.isDeleted = true;
    reply.isRemoved = true;
    await expect.poll(() => shown(mirrored)).not.toMatch(/Jupiter|So does the sun/);
    reply.isRemoved = false;
    await expect.poll(() => shown(mirrored)).toContain("So does the sun");
  });

  it("can be looked up, quoted, shown in context and answered, and shows its people", async () => {
    const comment = site.addressOf(top);
    expect(await world.ask("lookup", { text: "sun", site: "village" })).toContain("So does the");
    expect(await world.ask("lookup", { text: "sun", "min-score": 10 })).not.toContain("So does the");
    expect(await world.ask("context", { comment })).toContain("So does the sun");
    const channel = world.guild.addTextChannel({ name: "talk" });
    await world.ask("quote", { comment, passage: "moon pulls" }, { channelId: channel.id });
    expect(JSON.stringify(channel.messages)).toContain("moon");
    const { modal } = await world.moderator.command("reply", { comment });
    await (await world.moderator.submit(modal, { text: "I agree." })).settled();
    await expect.poll(() => shown(mirrored)).toContain("I agree.");
    expect(await world.ask("profile", { user: `${site.url}/u/ann` })).toContain("I measure");
  });

  it("says that a locked post takes no comments", async () => {
    post.isLocked = true;
    const { message } = await (await world.follow(site.addressOf(post))).settled();
    expect(message.content).not.toContain("⚠️");
    await expect
      .poll(async () => {
        const { modal } = await world.moderator.command("reply", { comment: site.addressOf(top) });
        return JSON.stringify(await (await world.moderator.submit(modal, { text: "Too late." })).settled());
      })
      .toContain("no longer takes comments");
  });

  it("opens forum posts for new posts of a followed community", async () => {
    const channel = world.guild.addForumChannel({ name: "tides" });
    await world.mirrored(`${site.url}/c/tides`, { channel: channel.id });
    const community = post.community;
    site.addComment(site.addPost("Elsewhere", { community: site.addCommunity("other") }), "Not here.");
    site.addComment(site.addPost("Currents", { community }), "A first comment.");
    const thread = () => channel.threads().find(({ name }) => name.includes("Currents"));
    await expect.poll(() => thread()?.name).toBeDefined();
    await expect.poll(() => shown(thread())).toContain("A first comment.");
    expect(channel.threads().some(({ name }) => name.includes("Elsewhere"))).toBe(false);
  });
});
