import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { LoopbackDiscourse } from "loopback-sites/discourse/loopback-discourse.ts";
import type { PostRecord, TopicRecord } from "loopback-sites/discourse/records.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { discourseCapabilities } from "../../src/sources/discourse/capabilities.ts";
import { openDiscourse } from "../../src/sources/discourse/discourse.ts";
import { type SourceKinds, sourceKinds } from "../../src/sources/index.ts";
import { said, shown } from "./reading.ts";
import { runOptOut } from "./run-opt-out.ts";
import { World } from "./world.ts";

/** The kind of site without the pauses that protect real forums. */
const unhurried = { ...discourseCapabilities, minPollMs: 0, requestsPerMinute: undefined };
const kinds: SourceKinds = {
  ...sourceKinds,
  discourse: { sites: [], open: (site, options) => openDiscourse(site, options, unhurried) },
};

let forum: LoopbackDiscourse;
let world: World;
let topic: TopicRecord;
let top: PostRecord;
let reply: PostRecord;
let thread: LoopbackThread;

const add = (cooked: string, answers?: number, by?: string) =>
  forum.content.addPost({ topic: topic.id, cooked, answers, ...(by === undefined ? {} : { by }) });
const addressOf = (post: PostRecord) => `${forum.url}/t/${topic.slug}/${topic.id}/${post.number}`;

beforeAll(async () => {
  forum = await LoopbackDiscourse.open({ folder: "/forum" });
  const sea = forum.content.addCategory({ name: "Sea", slug: "sea" }).id;
  topic = forum.content.addTopic({
    title: "Tides & tables",
    cooked: "<p>About @everyone.</p>",
    category: sea,
  });
  top = add("<p>The moon pulls <strong>hard</strong>.</p>", undefined, "carol");
  top.likes = 2;
  add("<p>Beside it.</p>");
  reply = add(
    '<aside class="quote no-group" data-username="carol" data-post="2" data-topic="1"><div class="title">carol:</div><blockquote><p>The moon</p></blockquote></aside><p>So does the sun <img class="emoji" alt=":sunny:" src="/s.png">.</p>',
    top.number,
  );
  forum.content.addPost({ topic: topic.id, type: 3 });
  forum.content.addPost({ topic: topic.id, type: 4, cooked: "<p>Between us.</p>" });
  add("<p>Rude words.</p>").isHidden = true;
  world = await World.open({ kinds, environment: { SITES: `sea=discourse+${forum.url}` } });
  thread = await world.mirrored(`${forum.url}/t/${topic.slug}/${topic.id}`);
});
afterAll(async () => {
  await world.close();
  await forum.close();
});

describe("a forum that runs Discourse", () => {
  it("has its topics mirrored in the order of time, with what the posts answer", () => {
    expect(thread.name).toContain("Tides & tables");
    const texts = ["The moon pulls **hard**", "Beside it.", "So does the sun ☀️."];
    const places = texts.map((text) => shown(thread).indexOf(text));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(shown(thread)).toMatch(/↩ \[carol\]\([^)]*\): The moon pulls hard\./);
    expect(shown(thread)).toContain(`> **[carol:](<${forum.url}/t/1/2>)**\n> The moon`);
    expect(shown(thread)).not.toMatch(/Between us|Rude words|ausgeblendet/);
    expect(thread.messages.some(({ username }) => username === "carol")).toBe(true);
  });

  it("has new and edited posts mirrored", async () => {
    const post = add("<p>And Jupiter a little.</p>", reply.number);
    await expect.poll(() => shown(thread)).toContain("And Jupiter a little.");
    forum.content.edit(post, "<p>And Jupiter, very little.</p>");
    await expect.poll(() => shown(thread)).toContain("And Jupiter, very little.");
  });

  it("has deleted and flagged posts taken down, and flagged ones brought back when the forum shows them again", async () => {
    const [doomed, withdrawn, flagged] = ["I take this back.", "I withdraw.", "Too loud."].map((text) =>
      add(`<p>${text}</p>`),
    );
    if (doomed === undefined || withdrawn === undefined || flagged === undefined) throw new Error("no posts");
    await expect.poll(() => shown(thread)).toMatch(/take this back[\s\S]*withdraw[\s\S]*loud/);
    doomed.isDeleted = true;
    withdrawn.isUserDeleted = true;
    flagged.isHidden = true;
    await expect.poll(() => shown(thread)).not.toMatch(/take this back|withdraw|loud/);
    flagged.isHidden = false;
    await expect.poll(() => shown(thread)).toContain("Too loud.");
  });

  it("has a post followed with everything below it", async () => {
    const part = await world.mirrored(addressOf(top));
    const below = () => shown(part);
    expect(below()).toContain("So does the sun");
    expect(below()).not.toContain("Beside it.");
    add("<p>Only a little further.</p>", reply.number);
    await expect.poll(below).toContain("Only a little further.");
  });

  it("has new topics of a category and of one inside it mirrored", async () => {
    const [sea] = [...forum.content.categories.values()].slice(-1);
    const tides = forum.content.addCategory({ name: "Tides", slug: "tides", parent: sea?.id }).id;
    await world.follow(`${forum.url}/c/sea/${sea?.id}`, { backfill: 0 });
    const names = () => world.channel.threads().map(({ name }) => name);
    await expect.poll(() => world.bot.app.store.follows.ofSite("sea")).toHaveLength(3);
    await expect
      .poll(async () => (await world.bot.app.store.follows.ofSite("sea")).at(-1)?.backfilledAtMs)
      .toBeDefined();
    forum.content.addTopic({ title: "Spring tides", category: tides });
    forum.content.addTopic({ title: "Elsewhere", category: 1 });
    await expect.poll(names).toContain("Spring tides");
    expect(names()).not.toContain("Elsewhere");
  });

  it("has a person followed across topics", async () => {
    const page = await world.mirrored(`${forum.url}/u/Carol`);
    const written = () => shown(page);
    expect(written()).toContain("The moon pulls");
    add("<p>Carol again.</p>", undefined, "carol");
    await expect.poll(written).toContain("Carol again.");
  });

  it("can be looked up, shown in context, quoted and answered", async () => {
    const comment = addressOf(reply);
    expect(await world.ask("lookup", { text: "sun" })).toContain("So does the");
    expect(await world.ask("context", { comment })).toContain("The moon pulls");
    const channel = world.guild.addTextChannel({ name: "talk" });
    const passage = { comment, passage: "does the sun" };
    await world.ask("quote", passage, { channelId: channel.id });
    await expect.poll(() => JSON.stringify(channel.messages)).toContain("does the sun");
    const { modal } = await world.moderator.command("reply", { comment });
    const answer = await (await world.moderator.submit(modal, { text: "I doubt it." })).settled();
    expect(JSON.stringify(answer.message)).toContain(`/t/${topic.id}/${reply.number}`);
    const everything = world.channel.threads().flatMap(({ messages }) => messages);
    expect(everything.some(({ content }) => content.includes("I doubt it."))).toBe(true);
  });

  it("shows the pages of its people", async () => {
    forum.content.user("carol").bio = "<p>Keeps the <b>log</b>.</p>";
    expect(await world.ask("profile", { user: "carol" })).toContain("Keeps the **log**.");
  });

  it("filters by likes", async () => {
    const strict = world.guild.addForumChannel({ name: "liked" });
    const liked = await world.mirrored(`${forum.url}/t/${topic.id}`, { channel: strict.id, "min-score": 2 });
    expect(shown(liked)).toContain("The moon pulls");
    expect(shown(liked)).not.toContain("Beside it.");
  });

  it("says what it understands of an address that it does not", async () => {
    const answer = await world.ask("follow", { url: `${forum.url}/g/staff`, channel: world.channel.id });
    expect(answer).toContain(`${forum.url}/c/some-category/5`);
    const members = await world.ask("follow", { url: `${forum.url}/t/99`, channel: world.channel.id });
    expect(members).toContain("sea");
  });

  it("has what a person wrote taken down once a code on their page proves who they are", async () => {
    add("<p>Dana was here.</p>", undefined, "dana");
    await expect.poll(() => shown(thread)).toContain("Dana was here.");
    const dana = forum.content.user("dana");
    const asked = await world.moderator.command("privacy", { author: `sea:user:${dana.id}` });
    const given = await (await world.moderator.press(await asked.settled(), "This is me: opt out")).settled();
    const [, code = ""] = /\n([0-9a-f]{24})\n/.exec(said(given)) ?? [];
    dana.bio = `<p>Sails. ${code}</p>`;
    const checked = await (await world.moderator.press(given, "Check now")).settled();
    expect(said(checked)).toContain("you have opted out");
    await expect.poll(() => shown(thread)).not.toContain("Dana was here.");
  });

  it("has what a person wrote taken down once the operator opts them out, under any name", async () => {
    const carol = forum.content.user("carol");
    expect(await runOptOut(world.settings, `${forum.url}/u/carol`)).toContain(
      `sea:user:${carol.id} is opted out`,
    );
    await expect.poll(() => shown(thread)).not.toContain("The moon pulls **hard**");
    carol.username = "caroline";
    add("<p>Carol under another name.</p>", undefined, "caroline");
    add("<p>Someone else.</p>");
    await expect.poll(() => shown(thread)).toContain("Someone else.");
    expect(shown(thread)).not.toContain("another name");
  });
});
