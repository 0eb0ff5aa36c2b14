import { setTimeout as sleep } from "node:timers/promises";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SourceKinds, sourceKinds } from "../../src/sources/index.ts";
import { wordpressCapabilities } from "../../src/sources/wordpress/capabilities.ts";
import { openWordpress } from "../../src/sources/wordpress/wordpress.ts";
import { World } from "../e2e/world.ts";
import { hasWordpress, needsWordpress, RealWordpress } from "./real-wordpress.ts";

/** The kind of site without the pauses that protect other people's blogs. */
const kinds: SourceKinds = {
  ...sourceKinds,
  wordpress: {
    sites: [],
    open: (site, options) => openWordpress(site, options, { ...wordpressCapabilities, minPollMs: 0 }),
  },
};

let wordpress: RealWordpress;
let world: World;

const addPost = (title: string, fields: object = {}) =>
  wordpress.call("wp_insert_post", {
    post_title: title,
    post_content: `<p>About ${title}.</p>`,
    post_status: "publish",
    post_author: 1,
    ...fields,
  }) as Promise<number>;
const addComment = (post: number, text: string, fields: object = {}) =>
  wordpress.call("wp_insert_comment", {
    comment_post_ID: post,
    comment_content: text,
    comment_author: "Carol",
    comment_approved: 1,
    ...fields,
  }) as Promise<number>;
const changePost = (post: number, fields: object) =>
  wordpress.call("wp_update_post", { ID: post, ...fields });
const addressOf = async (post: number) => String(await wordpress.call("get_permalink", post));
const moderate = (comment: number, status: "approve" | "hold" | "spam" | "trash") =>
  wordpress.call("wp_set_comment_status", comment, status);

const mirrored = async (post: number) => await world.mirrored(await addressOf(post));
const shown = (thread: LoopbackThread) => thread.messages.map(({ text }) => text).join("\n");
/** Waits for a poll: the next one notices that a comment is gone only if this one saw it. */
const polled = async (post: number, thread: LoopbackThread) => {
  await addComment(post, "Live.");
  await expect.poll(() => shown(thread)).toContain("Live.");
};
const messageOf = (thread: LoopbackThread, words: string) =>
  thread.messages.find(({ content }) => content.split("\n").some((line) => line.startsWith(words)));

describe.skipIf(!hasWordpress)(`a real WordPress ${needsWordpress}`, () => {
  beforeAll(async () => {
    wordpress = await RealWordpress.open();
    world = await World.open({
      kinds,
      environment: { SITES: `blog=wordpress+${wordpress.url}` },
    });
  });
  afterAll(async () => {
    await world?.close();
    await wordpress?.close();
  });

  it("is mirrored with its nested comments", async () => {
    const post = await addPost("Tides & tables");
    const top = await addComment(post, "The moon <b>pulls</b>, see https://example.org/moon :-)");
    const reply = await addComment(post, "So does the sun.", {
      comment_parent: top,
      comment_author: "O'Neil",
    });
    await addComment(post, "Less.", { comment_parent: reply, comment_author: "" });
    const thread = await mirrored(post);
    expect(thread.name).toBe("Tides & tables");
    await expect.poll(() => messageOf(thread, "Less.")?.content).toMatch(/^-# ↩ .*So does the sun\./);
    expect(messageOf(thread, "The moon")?.content).toContain("The moon **pulls**, see");
    expect(messageOf(thread, "So does")?.username).toBe("O'Neil");
    const live = await addComment(post, "Live.", { comment_parent: top });
    await expect.poll(() => shown(thread)).toContain(`#comment-${live}`);
  });

  it("has edits, late approvals, trash and spam noticed", async () => {
    const post = await addPost("Moderation");
    const first = await addComment(post, "First.");
    const held = await addComment(post, "Late.", { comment_approved: 0 });
    await addComment(post, "Answer to what waits.", { comment_parent: held });
    const doomed = await addComment(post, "Doomed.");
    const thread = await mirrored(post);
    expect(shown(thread)).not.toContain("Late.");
    expect(messageOf(thread, "Answer to")?.content).toMatch(/^-# ↩ .*not public/);
    await moderate(held, "approve");
    await expect.poll(() => shown(thread)).toContain("Late.");
    await wordpress.call("wp_update_comment", { comment_ID: first, comment_content: "First, edited." });
    await expect.poll(() => shown(thread)).toContain("First, edited.");
    await moderate(doomed, "trash");
    await expect.poll(() => shown(thread)).not.toContain("Doomed.");
    await moderate(held, "spam");
    await expect.poll(() => messageOf(thread, "Late.")).toBeUndefined();
    await moderate(doomed, "approve");
    await expect.poll(() => shown(thread)).toContain("Doomed.");
  });

  it("moves answers up when the comment above them is deleted for good", async () => {
    const post = await addPost("Purge");
    const top = await addComment(post, "Top.");
    const middle = await addComment(post, "Middle.", { comment_parent: top });
    await addComment(post, "Low.", { comment_parent: middle });
    const thread = await mirrored(post);
    await polled(post, thread);
    const before = messageOf(thread, "Low.")?.id;
    await wordpress.call("wp_delete_comment", middle, true);
    await expect.poll(() => messageOf(thread, "Low.")?.content).toMatch(/^-# ↩ .*Top\./);
    expect(messageOf(thread, "Low.")?.id).toBe(before);
    await expect.poll(() => messageOf(thread, "Middle.")).toBeUndefined();
  });

  it.each([
    ["private", { post_status: "private" }, { post_status: "publish" }],
    ["locked with a password", { post_password: "sesame" }, { post_password: "" }],
  ])("takes down a post that is %s, and brings it back", async (name, hide, show) => {
    const post = await addPost(`A post that is ${name}`);
    await addComment(post, "Words of a visitor.");
    const thread = await mirrored(post);
    await polled(post, thread);
    await changePost(post, hide);
    await expect.poll(() => shown(thread)).toContain("no longer shows this post");
    await expect.poll(() => shown(thread)).not.toMatch(/Words of|About A post/);
    const other = world.guild.addForumChannel({ name: `other-${post}` });
    const { message } = await world.follow(`${wordpress.url}/?p=${post}`, { channel: other.id });
    expect(message.content).toContain("does not show that to visitors");
    await changePost(post, show);
    await world.bot.app.store.sweeps.forget({ site: "blog" });
    await expect.poll(() => shown(thread)).toContain("Words of a visitor.");
    await expect.poll(() => shown(thread)).toContain(`About A post that is ${name}`);
  });

  it("lets categories, with those below them, authors and pages be followed", async () => {
    const { term_id: essays } = (await wordpress.call("wp_insert_term", "Essays & more", "category")) as Term;
    const { term_id: short } = (await wordpress.call("wp_insert_term", "Short", "category", {
      parent: essays,
    })) as Term;
    await addPost("A short essay", { post_category: [short] });
    const page = await addPost("About us", { post_type: "page" });
    await addComment(page, "On a page.");
    const follow = async (name: string, path: string) => {
      const channel = world.guild.addForumChannel({ name });
      await world.mirrored(wordpress.url + path, { channel: channel.id });
      return channel.threads().map((thread) => thread.name);
    };
    expect(await follow("essays", "/category/essays-more/")).toEqual(["A short essay"]);
    expect(await follow("admin", "/author/admin/")).toContain("A short essay");
    expect(await follow("pages", "/about-us/")).toEqual(["About us"]);
  });

  // The last test: the source asks a closed API again only after an hour.
  it("is read through its feeds while its API is closed", async () => {
    const post = await addPost("Closed & open");
    const top = await addComment(post, "Top.");
    await addComment(post, "Answer.", { comment_parent: top, comment_author: "O'Neil & Sons" });
    await wordpress.call("update_option", "closes_api", "1");
    const thread = await mirrored(post);
    expect(thread.name).toContain("Closed & open");
    await expect.poll(() => messageOf(thread, "Answer.")?.content).toMatch(/^-# ↩ .*Top\./);
    expect(messageOf(thread, "Answer.")?.username).toBe("O'Neil & Sons");
    // WordPress dates a feed by its newest comment, in seconds: within the same one, it says that nothing is new.
    await sleep(1_100);
    await addComment(post, "New.");
    await expect.poll(() => shown(thread)).toContain("New.");
  });
});

interface Term {
  readonly term_id: number;
}
