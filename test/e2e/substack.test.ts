import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { LoopbackSubstack } from "loopback-sites/substack/loopback-substack.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fastClock } from "../faults/fast-clock.ts";
import { shown } from "./reading.ts";
import { runOptOut } from "./run-opt-out.ts";
import { World } from "./world.ts";

/** Publications are polled every two minutes, with six requests a minute, and no test waits for that. */
const speed = 120;
const clock = fastClock(Date.now(), speed);

let substack: LoopbackSubstack;
let world: World;
let post: number;

beforeAll(async () => {
  substack = await LoopbackSubstack.open({ now: clock.now });
  world = await World.open({
    clock,
    discord: { now: clock.now, speed },
    environment: { SITES: `tides=substack+${substack.addresses}` },
  });
});
afterAll(async () => {
  await world.close();
  await substack.close();
});
beforeEach(() => {
  substack.moveTo("domain");
  substack.content.withholdsComments = false;
  post = substack.content.addPost({ title: "Tides @everyone & tables", html: "<p>About tides.</p>" });
});

const add = (body: string, parent?: number, name = "Carol") =>
  substack.content.addComment({ post, body, name, ...(parent === undefined ? {} : { parent }) });
const at = (comment?: number) => substack.addressOf(post, comment);
const texts = (thread: LoopbackThread) => thread.messages.map(({ text }) => text).join("\n");

describe("a publication on Substack", () => {
  it("is mirrored with its comments as they were typed, below their parents", async () => {
    const top = add("> It *was* the moon\nIt pulls @everyone, see https://tides.example/a_b_c");
    add("So does the sun.", add("Less.", top, "🌊 Ann"), "Bob");
    const gone = add("Secret.");
    add("Why?", gone, "Bob");
    substack.content.delete(gone);
    const thread = await world.mirrored(at());
    expect(thread.name).toContain("& tables");
    expect(thread.messages.map(({ username }) => username)).toEqual(
      expect.arrayContaining(["Carol", "🌊 Ann", "Bob"]),
    );
    expect(shown(thread)).toContain("> It \\*was\\* the moon\nIt pulls");
    expect(shown(thread)).toContain("<https://tides.example/a_b_c>");
    expect(shown(thread)).toContain("Why?");
    expect(texts(thread)).not.toContain("Secret.");
    expect(JSON.stringify(thread.messages)).toContain("About tides.");
  });

  it("shows what happens to its comments: new, edited, held back, removed, deleted", async () => {
    const top = add("Top.");
    const held = add("Late.");
    substack.content.moderate(held, "held");
    const doomed = add("Doomed.");
    const leaf = add("Leaf.");
    const thread = await world.mirrored(at());
    const low = add("Low.", top);
    await expect.poll(() => shown(thread)).toContain("Low.");
    expect(shown(thread)).not.toContain("Late.");
    substack.content.edit(top, "Top, edited.");
    substack.content.moderate(doomed, "moderator_removed");
    substack.content.delete(leaf);
    substack.content.moderate(held, "published");
    await expect.poll(() => shown(thread)).toContain("Top, edited.");
    await expect.poll(() => shown(thread)).toContain("Late.");
    await expect.poll(() => shown(thread)).not.toMatch(/Doomed|Leaf/);
    expect(shown(thread)).toContain(`/comment/${low}`);
  });

  it("is followed to its other host, and loses nothing if it serves visitors no comments any more", async () => {
    add("Words.");
    const thread = await world.mirrored(at());
    substack.moveTo("platform");
    add("From the other host.");
    await expect.poll(() => shown(thread)).toContain("From the other host.");
    substack.content.withholdsComments = true;
    add("Unseen.");
    const before = substack.platform.requests.length;
    const readings = () =>
      substack.platform.requests.slice(before).filter(({ path }) => path === `/api/v1/post/${post}/comments`);
    await expect.poll(() => readings().length).toBeGreaterThan(1);
    expect(shown(thread)).toContain("Words.");
    expect(shown(thread)).toContain("From the other host.");
  });

  it("takes a post down that needs a subscription later, and brings it back", async () => {
    add("Words.");
    const thread = await world.mirrored(at());
    substack.content.post(post).audience = "only_paid";
    await expect.poll(() => texts(thread)).toContain("no longer shows this post");
    await expect.poll(() => texts(thread)).not.toMatch(/Words|About tides/);
    const { message } = await world.follow(at(), {
      channel: world.guild.addForumChannel({ name: "other" }).id,
    });
    expect(message.content).toContain("does not show that to visitors");
    substack.content.post(post).audience = "everyone";
    await expect.poll(() => texts(thread)).toContain("Words.");
  });

  it("lets a comment be followed with everything below it", async () => {
    const top = add("Top.");
    add("Beside.");
    const thread = await world.mirrored(at(top));
    add("Deeper.", add("Deep.", top));
    await expect.poll(() => shown(thread)).toContain("Deeper.");
    expect(shown(thread)).not.toContain("Beside.");
  });

  it("lets the whole publication be followed", async () => {
    const channel = world.guild.addForumChannel({ name: "all" });
    await world.follow(`${substack.domain.url}/archive`, { channel: channel.id, backfill: 0 });
    const young = substack.content.addPost({ title: "Young essay" });
    substack.content.addComment({ post: young, body: "First!" });
    await expect.poll(() => channel.threads().map(({ name }) => name)).toContain("Young essay");
    await expect.poll(() => channel.threads().map(shown).join()).toContain("First!");
  });

  it("can be looked up, shown in context, quoted and answered", async () => {
    const reply = add("So does the sun.", add("The moon pulls."), "Dan");
    const thread = await world.mirrored(at());
    await world.bot.app.archive.settled();
    expect(await world.ask("lookup", { text: "sun", site: "tides" })).toContain("So does the");
    expect(await world.ask("context", { comment: at(reply) })).toContain("The moon pulls");
    const channel = world.guild.addTextChannel({ name: "talk" });
    const quoted = { comment: at(reply), passage: "the sun" };
    await world.ask("quote", quoted, { channelId: channel.id });
    await expect.poll(() => JSON.stringify(channel.messages)).toContain("the sun");
    const { modal } = await world.moderator.command("reply", { comment: at(reply) });
    await (await world.moderator.submit(modal, { text: "And Jupiter." })).settled();
    expect(shown(thread)).toContain("And Jupiter.");
  });

  it("refuses what it lacks, and says why", async () => {
    const channel = world.channel.id;
    add("Hello.", undefined, "Zoe");
    await world.mirrored(at());
    await world.bot.app.archive.settled();
    expect(await world.ask("profile", { user: "Zoe" })).toContain("tides has no profile pages");
    expect(await world.ask("privacy", { author: "Zoe" })).toContain("give them this reference: `tides:user:");
    const person = await world.ask("follow", { url: "https://substack.com/@zoe", channel });
    expect(person).toContain("I cannot follow that address");
    const nothing = { url: `${substack.domain.url}/p/nothing-here`, channel };
    expect(await world.ask("follow", nothing)).toContain("tides has nothing at that address");
    const about = { url: `${substack.domain.url}/about`, channel };
    expect(await world.ask("follow", about)).toContain("I cannot follow that address");
  });

  it("lets the operator opt an account out, under any name", async () => {
    const { user } = substack.content.comment(add("The moon pulls.", undefined, "Erin"));
    add("So does the sun.", undefined, "Dan");
    const thread = await world.mirrored(at());
    expect(await runOptOut(world.settings, `tides:user:${user.id}`)).toContain("is opted out");
    await expect.poll(() => shown(thread)).not.toContain("The moon pulls.");
    expect(shown(thread)).toContain("So does the sun.");
  });
});
