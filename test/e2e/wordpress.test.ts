import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { LoopbackWordpress } from "loopback-sites/wordpress/loopback-wordpress.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fastClock } from "../faults/fast-clock.ts";
import { shown } from "./reading.ts";
import { runOptOut } from "./run-opt-out.ts";
import { World } from "./world.ts";

/** Opens another blog, whose API a plug-in closes. */
function openClosed() {
  const { blog } = closed;
  const { id: post } = blog.addPost({ title: "A closed blog" });
  const { id: top } = blog.addComment({ post, content: "<p>Top.</p>" });
  blog.addComment({ post, parent: top, content: "<p>Answer.</p>" });
  blog.isClosed = true;
  return { blog, url: closed.addressOf(post) };
}

/** Blogs are polled once a minute, and no test waits for that. */
const speed = 60;
const clock = fastClock(Date.now(), speed);

let wordpress: LoopbackWordpress;
let closed: LoopbackWordpress;
let world: World;
let post: number;

beforeAll(async () => {
  wordpress = await LoopbackWordpress.open({ now: clock.now });
  closed = await LoopbackWordpress.open({ now: clock.now });
  world = await World.open({
    clock,
    discord: { now: clock.now, speed },
    environment: { SITES: `blog=wordpress+${wordpress.url},closed=wordpress+${closed.url}` },
  });
});
afterAll(async () => {
  await world.close();
  await wordpress.close();
  await closed.close();
});
beforeEach(() => {
  post = wordpress.blog.addPost({ title: "Tides &amp; tables", content: "<p>About tides.</p>" }).id;
});

const add = (text: string, parent = 0, authorName = "Carol") =>
  wordpress.blog.addComment({ post, parent, authorName, content: `<p>${text}</p>\n` }).id;
const at = (comment?: number) => wordpress.addressOf(post, comment);
const messageOf = (thread: LoopbackThread, words: string) =>
  thread.messages.find(({ content }) => content.split("\n").some((line) => line.startsWith(words)));

describe("a WordPress blog", () => {
  it("is mirrored with its nested comments, under the names that visitors gave", async () => {
    const top = add('The moon pulls <b>hard</b>, <abbr title="as far as I know">AFAIK</abbr>.');
    const reply = add("So does the sun.", top, "O'Neil & <b>Sons</b>");
    add("Less.", reply, "");
    const thread = await world.mirrored(at());
    expect(thread.name).toBe("Tides & tables");
    expect(thread.messages.map(({ username }) => username).slice(1)).toEqual([
      "Carol",
      "O'Neil & <b>Sons</b>",
      expect.any(String),
    ]);
    expect(shown(thread)).toContain("The moon pulls **hard**, AFAIK (as far as I know).");
    expect(messageOf(thread, "Less.")?.content).toMatch(/^-# ↩ .*So does the sun\./);
    expect(shown(thread)).toContain(`#comment-${reply}`);
  });

  it("shows what happens to its comments: new, edited, held back, approved late, deleted", async () => {
    const top = add("Top.");
    const middle = add("Middle.", top);
    const low = add("Low.", middle);
    const held = wordpress.blog.addComment({ post, status: "hold", content: "<p>Late.</p>" }).id;
    const thread = await world.mirrored(at());
    add("New.");
    await expect.poll(() => shown(thread)).toContain("New.");
    expect(shown(thread)).not.toContain("Late.");
    wordpress.blog.moderate(held, "approved");
    await expect.poll(() => shown(thread)).toContain("Late.");
    wordpress.blog.editComment(top, "<p>Top, edited.</p>");
    await expect.poll(() => messageOf(thread, "Top, edited.")).toBeDefined();
    wordpress.blog.moderate(held, "trash");
    await expect.poll(() => shown(thread)).not.toContain("Late.");
    const before = messageOf(thread, "Low.")?.id;
    wordpress.blog.purge(middle);
    await expect.poll(() => messageOf(thread, "Low.")?.content).toMatch(/^-# ↩ .*Top, edited\./);
    await expect.poll(() => shown(thread)).not.toContain("Middle.");
    expect(messageOf(thread, "Low.")?.id).toBe(before);
    expect(shown(thread)).toContain(`#comment-${low}`);
    wordpress.blog.moderate(held, "approved");
    await expect.poll(() => shown(thread)).toContain("Late.");
  });

  it("takes a locked post down with its comments, and brings it back", async () => {
    add("Words.");
    const thread = await world.mirrored(at());
    wordpress.blog.changePost(post, { password: "sesame" });
    const texts = () => thread.messages.map(({ text }) => text).join("\n");
    await expect.poll(texts).toContain("no longer shows this post");
    await expect.poll(texts).not.toMatch(/Words|About tides/);
    const { message } = await world.follow(wordpress.addressOf(post), {
      channel: world.guild.addForumChannel({ name: "other" }).id,
    });
    expect(message.content).toContain("does not show that to visitors");
    wordpress.blog.changePost(post, { password: "" });
    add("More.");
    await expect.poll(texts).toContain("About tides");
    await expect.poll(texts).toContain("Words.");
  });

  it("lets a comment be followed with everything below it", async () => {
    const top = add("Top.");
    add("Below.", top);
    add("Beside.");
    const thread = await world.mirrored(at(top));
    add("Deeper.", add("Deep.", top));
    await expect.poll(() => shown(thread)).toContain("Deeper.");
    expect(shown(thread)).not.toContain("Beside.");
  });

  it("lets a category, an author and the whole blog be followed", async () => {
    const essays = wordpress.blog.addTerm({ name: "Essays" });
    const { id: author } = wordpress.blog.addUser({ name: "Bob" });
    const bobs = { categories: [essays.id], author };
    wordpress.blog.addPost({ ...bobs, title: "Old essay" });
    const channels = ["essays", "bob", "all"].map((name) => world.guild.addForumChannel({ name }));
    const addresses = ["/category/essays/", "/author/bob/", "/"];
    for (const [index, path] of addresses.entries())
      await world.mirrored(wordpress.url + path, { channel: channels[index]?.id ?? "" });
    const titles = () => channels.map((channel) => channel.threads().map(({ name }) => name));
    expect(titles()).toEqual([["Old essay"], ["Old essay"], expect.arrayContaining(["Old essay"])]);
    expect(titles()[2]).toContain("Tides & tables");
    expect(await world.ask("following", {})).toMatch(/\*\*List of posts\*\* \S*Essays/);
    const { id } = wordpress.blog.addPost({ ...bobs, title: "Young essay" });
    wordpress.blog.addComment({ post: id, content: "<p>First!</p>" });
    await expect
      .poll(() => titles().map((names) => names.includes("Young essay")))
      .toEqual([true, true, true]);
  });

  it("can be looked up, shown in context, quoted and answered", async () => {
    const top = add("The moon pulls.");
    const reply = add("So does the sun.", top, "Dan");
    const thread = await world.mirrored(at());
    await world.bot.app.archive.settled();
    expect(await world.ask("lookup", { text: "sun" })).toContain("So does the");
    expect(await world.ask("lookup", { text: "moon", author: "Carol" })).toContain("The moon pulls");
    expect(await world.ask("context", { comment: at(reply) })).toContain("The moon pulls");
    const channel = world.guild.addTextChannel({ name: "talk" });
    await world.ask("quote", { comment: at(reply), passage: "the sun" }, { channelId: channel.id });
    expect(JSON.stringify(channel.messages)).toContain("the sun");
    const { modal } = await world.moderator.command("reply", { comment: at(reply) });
    await (await world.moderator.submit(modal, { text: "And Jupiter." })).settled();
    expect(shown(thread)).toContain("And Jupiter.");
  });

  it("has pages of authors, and says that visitors are only names", async () => {
    const { id: ann } = wordpress.blog.addUser({ name: "Ann", description: "Writes about tides." });
    wordpress.blog.addPost({ title: "By Ann", author: ann });
    add("Words.");
    await world.mirrored(at());
    await world.bot.app.archive.settled();
    expect(await world.ask("profile", { user: "Ann" })).toContain("Writes about tides.");
    expect(await world.ask("profile", { user: `${wordpress.url}/author/ann/` })).toContain(
      "Writes about tides.",
    );
    expect(await world.ask("profile", { user: "Carol" })).toContain("blog");
  });

  it("refuses what it lacks, and says why", async () => {
    const top = add("Words.");
    const fewest = { url: at(top), channel: world.channel.id, "min-score": 5 };
    expect(await world.ask("follow", fewest)).toContain("blog does not score comments");
    const nothing = { url: `${wordpress.url}/nothing-here/`, channel: world.channel.id };
    expect(await world.ask("follow", nothing)).toContain("blog has nothing at that address");
    const archive = { url: `${wordpress.url}/2026/03/`, channel: world.channel.id };
    expect(await world.ask("follow", archive)).toContain("I cannot follow that address");
  });

  it("is read through its feeds while its API is closed", async () => {
    const { url, blog } = openClosed();
    const thread = await world.mirrored(url);
    expect(thread.name).toBe("A closed blog – A blog");
    expect(messageOf(thread, "Answer.")?.content).toMatch(/^-# ↩ .*Top\./);
    blog.addComment({ post: 4, content: "<p>New.</p>" });
    await expect.poll(() => shown(thread)).toContain("New.");
    blog.isClosed = false;
    blog.addComment({ post: 4, content: "<p>Newer.</p>" });
    await expect.poll(() => shown(thread)).toContain("Newer.");
    expect(thread.messages.filter(({ content }) => /(?:^|\n)Top\./.test(content))).toHaveLength(1);
  });

  it("lets the operator opt a name out", async () => {
    add("The moon pulls.");
    add("So does the sun.", 0, "Dan");
    const thread = await world.mirrored(at());
    expect(await runOptOut(world.settings, "--site", "blog", "--name", "carol")).toContain("is opted out");
    await expect.poll(() => shown(thread)).not.toContain("The moon pulls.");
    expect(shown(thread)).toContain("So does the sun.");
  });
});
