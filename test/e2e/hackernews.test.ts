import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { LoopbackHackerNews } from "loopback-sites/hackernews/loopback-hacker-news.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fastClock } from "../faults/fast-clock.ts";
import { said, shown } from "./reading.ts";
import { World } from "./world.ts";

/** The site allows few requests a minute, and no test waits for them. */
const speed = 60;
const clock = fastClock(Date.now(), speed);
const own = "https://news.ycombinator.com";

let site: LoopbackHackerNews;
let world: World;
let mirrored: LoopbackThread;
let story: number;
let top: number;
let answer: number;

const addressOf = (id: number) => `${own}/item?id=${id}`;
/** Messages that were edited so far. */
const edits = () =>
  world.discord.requests.filter(({ method, route }) => method === "PATCH" && route.includes("/messages/"))
    .length;
/** Has the lists read again at once. */
const readLists = async () => {
  const { follows, sweeps } = world.bot.app.store;
  for (const { id } of await follows.all()) await sweeps.requeue(id);
};
const threads = () => world.channel.threads().map(({ name }) => name);

beforeAll(async () => {
  // The site's dates have whole seconds: what is written now must not look older than a follow of a moment ago.
  site = await LoopbackHackerNews.open({ now: () => clock.now() + 1000 });
  story = site.addStory({ title: "Tides &amp; tables", url: "https://tides.example/", by: "ann", score: 42 });
  top = site.addComment({ parent: story, by: "bob", text: "> The moon\n\nIt pulls *hard*." });
  answer = site.addComment({ parent: top, by: "carol", text: "So does the sun." });
  site.addComment({ parent: story, by: "dave", text: "Both do." });
  world = await World.open({
    clock,
    discord: { now: clock.now, speed },
    environment: { SITES: `hackernews=${site.addresses}`, POLL_INTERVAL_SECONDS: "10" },
  });
  mirrored = await world.mirrored(addressOf(story));
});
afterAll(async () => {
  await world.close();
  await site.close();
});

describe("a story of Hacker News", () => {
  it("is mirrored with its comments in reading order", async () => {
    expect(mirrored.name).toBe("Tides & tables");
    await expect.poll(() => shown(mirrored)).toContain("Both do.");
    expect(JSON.stringify(mirrored.messages[0])).toContain("https://tides.example/");
    expect(shown(mirrored)).toContain("> The moon\nIt pulls *hard*.");
    expect(mirrored.messages.slice(1).map(({ username }) => username)).toEqual(["bob", "carol", "dave"]);
  });

  it("gets new comments, edits and deletions", async () => {
    const doomed = site.addComment({ parent: answer, by: "dave", text: "And Jupiter a little." });
    await expect.poll(() => shown(mirrored)).toContain("And Jupiter a little.");
    site.edit(answer, "So does the sun, less.");
    await expect.poll(() => shown(mirrored)).toContain("So does the sun, less.");
    site.delete(doomed);
    await expect.poll(() => shown(mirrored)).not.toContain("Jupiter");
  });

  it("shows no comment before its author's delay is over, and none that is flagged", async () => {
    const waiting = site.addComment({ parent: story, by: "erin", text: "Patience." });
    site.delay(waiting);
    const flagged = site.addComment({ parent: story, by: "eve", text: "Buy boats." });
    await expect.poll(() => shown(mirrored)).toContain("Buy boats.");
    site.kill(flagged);
    await expect.poll(() => shown(mirrored)).not.toContain("Buy boats.");
    expect(shown(mirrored)).not.toMatch(/Patience|\[delayed\]|\[flagged\]/);
    site.delay(waiting, false);
    await expect.poll(() => shown(mirrored)).toContain("Patience.");
  });

  it("is still read while Algolia does not answer", async () => {
    const fault = site.algolia.inject({ kind: "status", status: 503, times: 10_000 });
    const before = edits();
    site.addComment({ parent: top, by: "frank", text: "Written in the dark." });
    await expect.poll(() => shown(mirrored)).toContain("Written in the dark.");
    fault.remove();
    // Each host has its own way to write the same text.
    expect(edits()).toBe(before);
  });
});

describe("the commands on Hacker News", () => {
  it("look up, quote, show and answer comments", async () => {
    const comment = addressOf(answer);
    expect(await world.ask("lookup", { text: "sun", site: "hackernews" })).toContain("So does the");
    expect(await world.ask("context", { comment })).toContain("It pulls");
    const channel = world.guild.addTextChannel({ name: "talk" });
    await world.ask("quote", { comment, passage: "the sun" }, { channelId: channel.id });
    expect(JSON.stringify(channel.messages)).toContain("the sun");
    const asked = await world.moderator.command("reply", { comment }, { channelId: mirrored.id });
    expect(asked.first.kind).toBe("modal");
    await (
      await world.moderator.submit(asked.modal, { text: "I agree." }, { channelId: mirrored.id })
    ).settled();
    expect(shown(mirrored)).toContain("I agree.");
  });

  it("show a person's page and their comments", async () => {
    site.addUser("bob", "I like tides.", 99);
    const said = await world.ask("profile", { user: `${own}/user?id=bob` });
    expect(said).toContain("I like tides.");
    expect(said).toContain("99");
  });

  it("refuse a minimum score where nothing has scores, and the whole site without one", async () => {
    const channel = world.channel.id;
    expect(await world.ask("follow", { url: addressOf(story), channel, "min-score": 5 })).toContain(
      "Hacker News scores posts but not comments",
    );
    expect(await world.ask("follow", { url: `${own}/newest`, channel })).toContain("Add `min-score`");
    expect(await world.ask("lookup", { text: "sun", "min-score": 5 })).toContain("does not score comments");
  });

  it("refuse what the site no longer shows, and what is not there", async () => {
    const dead = site.addStory({ title: "Spam" });
    site.kill(dead);
    const channel = world.channel.id;
    expect(await world.ask("follow", { url: addressOf(dead), channel })).toContain(
      "does not show that to visitors",
    );
    const flagged = site.addComment({ parent: story, by: "eve", text: "More boats." });
    site.kill(flagged);
    for (const name of ["quote", "context"])
      expect(await world.ask(name, { comment: addressOf(flagged) })).toBe(
        "Hacker News does not show that to visitors, so I cannot read it.",
      );
    expect(await world.ask("follow", { url: addressOf(99_999_999), channel })).toContain(
      "has nothing at that address",
    );
    expect(await world.ask("follow", { url: `${own}/jobs`, channel })).toContain(
      "I cannot follow that address",
    );
  });
});

describe("what else can be followed on Hacker News", () => {
  it("a comment with everything below it", async () => {
    const thread = await world.mirrored(`${own}/item?id=${story}#${top}`);
    await expect.poll(() => shown(thread)).toContain("Written in the dark.");
    expect(shown(thread)).not.toContain("Both do.");
    site.addComment({ parent: answer, by: "dave", text: "Below it." });
    await expect.poll(() => shown(thread)).toContain("Below it.");
  });

  it("a person", async () => {
    const thread = await world.mirrored(`${own}/user?id=bob`);
    expect(thread.name).toBe("Comments by bob");
    site.addComment({ parent: answer, by: "bob", text: "I again." });
    await expect.poll(() => shown(thread)).toContain("I again.");
    expect(shown(thread)).toContain("on [Tides & tables]");
  });

  it("a list, whose stories come as they appear there", async () => {
    site.rank("topstories", [story]);
    await world.follow(`${own}/news`, { backfill: 0 });
    const risen = site.addStory({ title: "Risen", score: 80 });
    site.addComment({ parent: risen, by: "bob", text: "First." });
    site.addStory({ title: "Not on the page", score: 1 });
    site.rank("topstories", [risen, story]);
    await readLists();
    await expect.poll(threads).toContain("Risen");
    expect(threads()).not.toContain("Not on the page");
  });

  it("the whole site, with a minimum score", async () => {
    await world.follow(`${own}/newest`, { "min-score": 200, backfill: 0 });
    const slow = site.addStory({ title: "Slow start", score: 1 });
    site.addStory({ title: "Stays small", score: 9 });
    await readLists();
    site.change(slow, (item) => {
      item.score = 250;
    });
    await readLists();
    await expect.poll(threads).toContain("Slow start");
    expect(threads()).not.toContain("Stays small");
  });
});

describe("the archive on Hacker News", () => {
  it("keeps only the comments that are mirrored", async () => {
    const other = site.addStory({ title: "Unfollowed" });
    const ignored = site.addComment({ parent: other, by: "zoe", text: "Nobody follows this." });
    const wanted = site.addComment({ parent: story, by: "zoe", text: "Somebody follows this." });
    await expect.poll(() => shown(mirrored)).toContain("Somebody follows this.");
    const cursor = async () => (await world.bot.app.store.cursors.get("hackernews"))?.cursor;
    await expect.poll(cursor).toContain(`"${ignored}"`);
    const { comments } = world.bot.app.archive;
    expect(await comments.get(`hackernews:comment:${wanted}`)).toBeDefined();
    expect(await comments.get(`hackernews:comment:${ignored}`)).toBeUndefined();
  });
});

describe("a person on Hacker News", () => {
  it("opts out through the text on their page", async () => {
    expect(shown(mirrored)).toContain("Both do.");
    const asked = await world.moderator.command("privacy", { author: `${own}/user?id=dave` });
    const given = await (await world.moderator.press(await asked.settled(), "This is me: opt out")).settled();
    const [, code = ""] = /\n([0-9a-f]{24})\n/.exec(said(given)) ?? [];
    site.addUser("dave", `I sail.\n\n${code}`);
    await (await world.moderator.press(given, "Check now")).settled();
    await expect.poll(() => shown(mirrored)).not.toContain("Both do.");
    expect(shown(mirrored)).toContain("It pulls *hard*.");
  });
});
