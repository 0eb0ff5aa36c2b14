import type { CommentRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MovableClock } from "./movable-clock.ts";
import { mirroredIds, visibleIds } from "./reading.ts";
import { World } from "./world.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

let world: World;
let clock: MovableClock;

beforeEach(async () => {
  clock = new MovableClock();
  world = await World.withSample({ clock, discord: { now: clock.trueNow } });
});
afterEach(() => world.close());

const post = () => world.post("harbour clock");
const url = () => `https://www.lesswrong.com/posts/${post()._id}/${post().slug}`;
const add = (text: string): CommentRecord =>
  world.forum.addComment({ postId: post()._id, html: `<p>${text}</p>`, author: "Tobias Rehn" });
const shows = (text: string) => () =>
  world.channel.threads().some((thread) => thread.messages.some(({ content }) => content.includes(text)));

async function following(): Promise<string> {
  return (await world.moderator.command("following")).message.content;
}

/** Asks until the answer matches. */
async function says(pattern: RegExp): Promise<string> {
  let content = "";
  await expect.poll(async () => (content = await following()), { interval: 100 }).toMatch(pattern);
  return content;
}

const executions = () =>
  world.discord.requests.filter(
    ({ method, route, status }) =>
      method === "POST" && route === "/webhooks/:webhook/:token" && status === 200,
  ).length;

describe("edits of old messages", () => {
  it("wait for Discord, as /following says, while new comments continue", async () => {
    const [first, second] = [add("The first."), add("The second.")];
    await world.mirrored(url());
    clock.travel(2 * hourMs);
    world.discord.limit({ oldEdits: { requests: 1, windowMs: 10 * 60_000 } });
    world.forum.editComment(first._id, "<p>The first, edited.</p>");
    world.forum.editComment(second._id, "<p>The second, edited.</p>");
    await world.discord.until(shows("The first, edited."));
    expect(await says(/edit to old messages delayed/)).toContain("active");
    add("New meanwhile.");
    await world.discord.until(shows("New meanwhile."));
    expect(shows("The second, edited.")()).toBe(false);
    clock.travel(15 * 60_000);
    await world.discord.until(shows("The second, edited."));
    await expect.poll(async () => !(await following()).includes("delayed")).toBe(true);
  });

  it.each([
    ["forward", 365 * dayMs],
    ["back", -365 * dayMs],
  ])("wait for hours at most when the clock is set %s a year, across a restart", async (_name, ms) => {
    const [first, second] = [add("The first."), add("The second.")];
    await world.mirrored(url());
    clock.travel(2 * hourMs);
    world.discord.limit({ oldEdits: { requests: 1, windowMs: 10 * 60_000 } });
    world.forum.editComment(first._id, "<p>The first, edited.</p>");
    world.forum.editComment(second._id, "<p>The second, edited.</p>");
    await says(/edit to old messages delayed/);
    const refused = () => world.discord.requests.filter(({ code }) => code === 30046).length;
    const before = refused();
    await world.stopBot();
    clock.set(ms);
    await world.startBot();
    await world.discord.until(() => refused() > before);
    // Far less than a year: at just this moment, it may be put off once more.
    let hours = 0;
    await expect
      .poll(() => {
        clock.travel(hourMs);
        hours += 1;
        return shows("The second, edited.")();
      })
      .toBe(true);
    expect(hours).toBeLessThan(1_000);
  });
});

describe("a webhook", () => {
  it("that was moved to another channel is not mistaken for a deleted thread, and not used again", async () => {
    const thread = await world.mirrored(url());
    const [moved] = world.channel.webhooks();
    const elsewhere = world.guild.addForumChannel({ name: "elsewhere" });
    moved?.moveTo(elsewhere.id);
    const sent = executions();
    const comment = add("After the move.");
    await world.discord.until(() => mirroredIds(thread).includes(comment._id));
    const own = world.channel.webhooks().filter(({ isOwn }) => isOwn);
    expect(own).toHaveLength(1);
    expect(own[0]?.id).not.toBe(moved?.id);
    await world.discord.until(() => executions() === sent + 1);
    expect(await following()).toContain("active");
  });

  it("that is deleted during a backfill is replaced, and nothing is lost or sent twice", async () => {
    for (let number = 0; number < 20; number += 1) add(`Number ${number}.`);
    await world.follow(url());
    await world.discord.until(() => (world.channel.threads()[0]?.messages.length ?? 0) > 5);
    for (const webhook of world.channel.webhooks()) webhook.delete();
    const expected = visibleIds(world.forum, "lesswrong", post()._id);
    await world.discord.until(() =>
      world.channel.threads().some((thread) => mirroredIds(thread).length >= expected.length),
    );
    const [thread] = world.channel.threads();
    expect(thread === undefined ? [] : mirroredIds(thread)).toEqual(expected);
  });

  it("that the channel has no room for stops the follow until there is room", async () => {
    const foreign = Array.from({ length: 15 }, (_, index) => world.channel.addWebhook(`Other ${index}`));
    await world.follow(url());
    await says(/as many webhooks as Discord allows \(15\)/);
    foreign[0]?.delete();
    clock.travel(6 * 60_000);
    const expected = visibleIds(world.forum, "lesswrong", post()._id);
    await world.discord.until(() =>
      world.channel.threads().some((thread) => mirroredIds(thread).length === expected.length),
    );
    expect(await following()).toContain("active");
  });
});

describe("a server that removes the bot", () => {
  it("keeps its data, and everything continues by itself when the bot is back", async () => {
    const thread = await world.mirrored(url());
    world.guild.removeBot();
    await world.discord.until(() => world.bot.gateway.guild(world.guild.id) === undefined);
    const comment = add("Said meanwhile.");
    clock.travel(29 * dayMs);
    world.guild.addBot();
    await world.discord.until(() => mirroredIds(thread).includes(comment._id));
    expect(await following()).toContain("active");
    expect(new Set(mirroredIds(thread)).size).toBe(mirroredIds(thread).length);
  });

  it("is forgotten after thirty days, even if it did so while the bot was down", async () => {
    await world.mirrored(url());
    await world.stopBot();
    world.guild.removeBot();
    await world.startBot();
    const { store } = world.bot.app;
    await expect
      .poll(async () => (await store.follows.ofGuild(world.guild.id))[0]?.state === "troubled")
      .toBe(true);
    clock.travel(29 * dayMs);
    await purged();
    expect(await store.follows.ofGuild(world.guild.id)).toHaveLength(1);
    clock.travel(2 * dayMs);
    await purged();
    await expect.poll(async () => (await store.follows.ofGuild(world.guild.id)).length === 0).toBe(true);
    expect(await store.guildData.guilds()).toEqual([]);
  });

  it("is forgotten neither earlier nor later if someone sets the clock", async () => {
    await world.mirrored(url());
    world.guild.removeBot();
    await world.discord.until(() => world.bot.gateway.guild(world.guild.id) === undefined);
    const { store } = world.bot.app;
    const hasData = async () => (await store.follows.ofGuild(world.guild.id)).length > 0;
    clock.set(365 * dayMs);
    clock.travel(hourMs + 60_000);
    await purged();
    expect(await hasData()).toBe(true);
    await world.stopBot();
    await world.startBot();
    clock.set(-2 * 365 * dayMs);
    clock.travel(29 * dayMs);
    await purged();
    expect(await world.bot.app.store.follows.ofGuild(world.guild.id)).toHaveLength(1);
    clock.travel(2 * dayMs);
    await purged();
    await expect
      .poll(async () => (await world.bot.app.store.follows.ofGuild(world.guild.id)).length === 0)
      .toBe(true);
  });

  it("is not confused with one that has an outage", async () => {
    const thread = await world.mirrored(url());
    world.guild.goDown();
    await world.discord.until(() => world.bot.gateway.guild(world.guild.id)?.available === false);
    const comment = add("During the outage.");
    await isTriedInVain();
    const [follow] = await world.bot.app.store.follows.ofGuild(world.guild.id);
    expect(follow?.state).toBe("active");
    world.guild.comeBack();
    clock.travel(5_000);
    await world.discord.until(() => mirroredIds(thread).includes(comment._id));
  });

  it("is not confused with one that has an outage when the bot starts", async () => {
    const thread = await world.mirrored(url());
    await world.stopBot();
    world.guild.goDown();
    const comment = add("While both were down.");
    await world.startBot();
    await world.discord.until(() => world.bot.gateway.state.away === 0);
    await isTriedInVain();
    const [follow] = await world.bot.app.store.follows.ofGuild(world.guild.id);
    expect(follow).toMatchObject({ state: "active", trouble: undefined });
    world.guild.comeBack();
    clock.travel(10_000);
    await world.discord.until(() => mirroredIds(thread).includes(comment._id));
  });
});

describe("a moderator's change is seen at once", () => {
  it("a forum post deleted, with no request", async () => {
    const thread = await world.mirrored(url());
    const asked = world.discord.requests.length;
    thread.delete();
    await expect
      .poll(async () => (await world.bot.app.store.follows.all())[0]?.state === "troubled")
      .toBe(true);
    expect(world.discord.requests).toHaveLength(asked);
    expect(await following()).toContain("Its forum post was deleted");
  });

  it("a channel deleted", async () => {
    await world.mirrored(url());
    world.channel.delete();
    expect(await says(/That channel is gone/)).toContain("stopped");
  });

  it("a permission taken away, which is named, and given back", async () => {
    const thread = await world.mirrored(url());
    world.channel.setOverwrites([{ for: "bot", deny: ["ManageWebhooks"] }]);
    await says(/I lack \*\*Manage Webhooks\*\*/);
    const comment = add("Wait.");
    world.channel.setOverwrites([]);
    await world.discord.until(() => mirroredIds(thread).includes(comment._id));
    expect(await following()).toContain("active");
  });

  it("a forum post locked and unlocked", async () => {
    const thread = await world.mirrored(url());
    thread.lock();
    const comment = add("Locked out.");
    await says(/Its forum post is locked/);
    thread.unlock();
    await world.discord.until(() => mirroredIds(thread).includes(comment._id));
    expect(await following()).toContain("active");
  });

  it("a forum post archived, which an edit opens for a moment and a new comment for good", async () => {
    const comment = add("Before.");
    const thread = await world.mirrored(url());
    thread.archive();
    world.forum.editComment(comment._id, "<p>After.</p>");
    await world.discord.until(shows("After."));
    await world.discord.until(() => thread.archived);
    const later = add("Much later.");
    await world.discord.until(() => mirroredIds(thread).includes(later._id));
    expect(thread.archived).toBe(false);
  });

  it("tags removed", async () => {
    await world.mirrored(url());
    world.channel.setTags([]);
    const other = world.forum.addPost({ title: "Another", html: "<p>Text.</p>" });
    const thread = await world.mirrored(`https://www.lesswrong.com/posts/${other._id}`);
    expect(thread.name).toBe("Another");
  });

  it("the maximum number of active posts, until there is room", async () => {
    world.discord.limit({ activeThreads: 0 });
    await world.follow(url());
    await says(/as many active posts as Discord allows/);
    world.discord.limit({ activeThreads: 100 });
    clock.travel(6 * 60_000);
    await world.discord.until(() => world.channel.threads().length === 1);
    expect(await says(/active/)).not.toContain("⚠️");
  });

  it("one locked post among several, named while the others continue", async () => {
    await world.mirrored("https://www.lesswrong.com/", { backfill: 3 });
    const [thread] = world.channel.threads();
    thread?.lock();
    const { _id: postId } = world.post(thread?.name ?? "");
    world.forum.addComment({ postId, html: "<p>Locked out.</p>", author: "Tobias Rehn" });
    const told = await says(/Its forum post is locked/);
    expect(told).toContain(`/${thread?.id}`);
    expect(told).toContain("active");
  });
});

/** Makes the bot forget servers that removed it too long ago, as it does from time to time. */
async function purged(): Promise<void> {
  await world.bot.app.mirror.guilds.lookEverywhere();
  await world.bot.app.mirror.guilds.purge();
}

/** Waits until the bot has tried to write the news and knows why it cannot. */
async function isTriedInVain(): Promise<void> {
  const { mirror, store } = world.bot.app;
  const [follow] = await store.follows.ofGuild(world.guild.id);
  await expect.poll(async () => (await mirror.progress(follow?.id ?? 0))?.waiting.length === 1).toBe(true);
  await mirror.guilds.lookEverywhere();
}
