import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { PostRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mirroredIds } from "./reading.ts";
import { World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = await World.withSample();
});
afterEach(() => world.close());

const lesswrong = "https://www.lesswrong.com";
const clock = () => world.post("harbour clock");
const sweepNow = () => world.bot.app.store.sweeps.forget({ site: "lesswrong" });

/** Reads every thread again until the condition holds. */
async function sweepUntil(isSo: () => boolean): Promise<void> {
  await expect
    .poll(
      async () => {
        if (!isSo()) await sweepNow();
        return isSo();
      },
      { interval: 300 },
    )
    .toBe(true);
}

async function mirroredClock(): Promise<{ readonly post: PostRecord; readonly thread: LoopbackThread }> {
  const post = clock();
  return { post, thread: await world.mirrored(`${lesswrong}/posts/${post._id}/${post.slug}`) };
}

function edit(post: PostRecord, change: Partial<PostRecord>, html?: string): void {
  world.forum.changePost(post._id, (record) => {
    Object.assign(record, change);
    if (html === undefined || record.contents === null) return;
    Object.assign(record.contents, { html, editedAt: new Date().toISOString(), version: "2.0.0" });
  });
}

const starterOf = (thread: LoopbackThread) => thread.messages[0]?.embeds[0];
/** Counts changes to a forum post's name or tags. */
const renames = (thread: LoopbackThread) =>
  world.discord.requests.filter(
    ({ method, path }) => method === "PATCH" && path.endsWith(`/channels/${thread.id}`),
  ).length;

describe("the starter of a forum post", () => {
  it("follows the post's title, opening and author, and writes nothing while nothing changes", async () => {
    const { post, thread } = await mirroredClock();
    edit(
      post,
      { title: "How the harbour clock lost twelve minutes", slug: "twelve" },
      "<p>I measured again.</p>",
    );
    await sweepUntil(() => starterOf(thread)?.description?.includes("I measured again.") ?? false);
    expect(thread.name).toBe("How the harbour clock lost twelve minutes");
    expect(starterOf(thread)?.url).toContain(`/posts/${post._id}/twelve`);
    world.forum.renameUser(post.userId ?? "", "Ines O.", "ines-o");
    await sweepUntil(() => starterOf(thread)?.author?.name === "Ines O.");
    const edits = () =>
      world.discord.requests.filter(({ method, path }) => method === "PATCH" && path.includes(thread.id));
    const written = edits().length;
    const swept = world.forum.requests.length;
    await sweepUntil(() => world.forum.requests.length > swept + 3);
    expect(edits().length).toBe(written);
    const following = await world.moderator.command("following");
    expect(following.message.content).toContain("How the harbour clock lost twelve minutes");
  });

  it("drops a heading that the site cut off from its text, and says where to read on", async () => {
    const opening = `<p>Begin.</p><h2>Abstract</h2><blockquote><p>${"Long. ".repeat(500)}</p></blockquote>`;
    const post = world.forum.addPost({ title: "Cut", html: opening, author: "Ines Okonkwo" });
    const thread = await world.mirrored(`${lesswrong}/posts/${post._id}`);
    expect(starterOf(thread)?.description).toMatch(/^Begin\.\n\n\[Read on at LessWrong\]/);
  });

  it("follows the site's tags and leaves a moderator's alone", async () => {
    const { post, thread } = await mirroredClock();
    expect(thread.appliedTags).toEqual(["Measurement", "Practical"]);
    world.channel.setTags([...world.channel.tags, "Pinned by us"]);
    const own = world.channel.state.kind === "forum" ? world.channel.state.tags.at(-1)?.id : undefined;
    thread.state.appliedTags = [...thread.state.appliedTags, own ?? ""];
    const tag = world.forum.addTag({ name: "Rulers", slug: "rulers" });
    edit(post, { tagIds: [post.tagIds[0] ?? "", tag._id] });
    await sweepUntil(() => thread.appliedTags.includes("Rulers"));
    expect(thread.appliedTags).toHaveLength(3);
    expect(thread.appliedTags).toContain("Pinned by us");
  });

  it("is renamed only now and then, and shows the latest name in the end", async () => {
    const { post, thread } = await mirroredClock();
    edit(post, { title: "First new name" });
    await sweepUntil(() => thread.name === "First new name");
    edit(post, { title: "Second new name" });
    const swept = world.forum.requests.length;
    await sweepUntil(() => world.forum.requests.length > swept + 4);
    expect(thread.name).toBe("First new name");
    expect(renames(thread)).toBe(1);
    const { store } = world.bot.app;
    const [follow] = await store.follows.ofGuild(world.guild.id);
    expect(follow?.title).toBe("Second new name");
  });

  it("is edited in an archived forum post, which is then archived again", async () => {
    const { post, thread } = await mirroredClock();
    thread.archive();
    edit(post, { title: "A name in the archive" });
    await sweepUntil(() => thread.name === "A name in the archive" && thread.archived);
    expect(starterOf(thread)?.author?.name).toBe("Ines Okonkwo");
  });

  it("is edited once more with the same content if the answer is lost", async () => {
    const { post, thread } = await mirroredClock();
    const fault = world.discord.inject({
      method: "PATCH",
      route: "/channels/:channel",
      times: 1,
      fault: { kind: "cut-after" },
    });
    edit(post, { title: "A name sent once" }, "<p>Rewritten.</p>");
    await sweepUntil(() => starterOf(thread)?.description?.includes("Rewritten.") ?? false);
    expect(fault.struck).toBe(1);
    expect(renames(thread)).toBe(1);
  });

  it("stays deleted if a moderator deleted it, while the name still follows", async () => {
    const { post, thread } = await mirroredClock();
    thread.messages[0]?.delete();
    edit(post, { title: "Headless" }, "<p>Rewritten.</p>");
    await sweepUntil(() => thread.name === "Headless");
    expect(thread.messages.some(({ embeds }) => embeds.length > 0 && embeds[0]?.author !== undefined)).toBe(
      false,
    );
  });

  it("is updated by the poll that brings a comment, without a sweep", async () => {
    const { post, thread } = await mirroredClock();
    edit(post, { title: "Noticed at once" });
    world.forum.addComment({ postId: post._id, html: "<p>Nice title.</p>", author: "Tobias Rehn" });
    await world.discord.until(() => thread.name === "Noticed at once");
    expect(thread.name).toBe("Noticed at once");
  });

  it.each([
    [
      "moved back to the drafts",
      (post: PostRecord) => edit(post, { draft: true }),
      (post: PostRecord) => edit(post, { draft: false }),
    ],
    [
      "rejected",
      (post: PostRecord) => edit(post, { rejected: true }),
      (post: PostRecord) => edit(post, { rejected: false }),
    ],
  ])("says so while its post is %s, and comes back with it", async (_, hide, show) => {
    const { post, thread } = await mirroredClock();
    const title = thread.name;
    const before = mirroredIds(thread);
    hide(post);
    await sweepUntil(
      () => starterOf(thread)?.description?.includes("LessWrong no longer shows this post.") ?? false,
    );
    expect(JSON.stringify(starterOf(thread))).not.toContain("Ines Okonkwo");
    expect(starterOf(thread)?.description).not.toContain("For nine years");
    expect(thread.name).toBe(title);
    await sweepUntil(() =>
      thread.messages.slice(1).every(({ content }) => content.includes("a deleted comment")),
    );
    show(post);
    await sweepUntil(() => starterOf(thread)?.description?.includes("For nine years") ?? false);
    await sweepUntil(
      () => !thread.messages.slice(1).some(({ content }) => /^\*a deleted comment\*/m.test(content)),
    );
    // Lost messages of a long comment are sent again at the end.
    expect(mirroredIds(thread).toSorted()).toEqual(before.toSorted());
  });

  it("is not changed by an outage", async () => {
    const { thread } = await mirroredClock();
    const shown = () => JSON.stringify(thread.messages.map(({ content, embeds }) => ({ content, embeds })));
    const before = shown();
    for (const kind of ["empty-list", "graphql-error", "malformed", "html-challenge"] as const)
      world.forum.inject({ kind, times: 2, match: ({ operation }) => operation === "ReadThread" });
    const asked = world.forum.requests.length;
    await sweepUntil(() => world.forum.requests.length > asked + 4);
    expect(shown()).toBe(before);
  });

  it("follows the name of a user, a subtree and a wiki page", async () => {
    const author = [...world.forum.database("lesswrong").users.values()].find(
      (one) => one.displayName === "Marguerite Vale",
    );
    const root = [...world.forum.database("lesswrong").comments.values()].find(
      (one) => one.postId === clock()._id && one.userId === author?._id && one.parentCommentId === null,
    );
    const tag = [...world.forum.database("lesswrong").tags.values()][0];
    const user = await world.mirrored(`${lesswrong}/users/${author?.slug}`, { backfill: 3 });
    const subtree = await world.mirrored(`${lesswrong}/posts/${clock()._id}?commentId=${root?._id}`);
    const wiki = await world.mirrored(`${lesswrong}/w/${tag?.slug}/discussion`);
    world.forum.renameUser(author?._id ?? "", "M. Vale", "m-vale");
    edit(clock(), { title: "The harbour clock, again" });
    if (tag !== undefined) Object.assign(tag, { name: "Metrology" });
    await sweepUntil(
      () =>
        user.name === "Comments by M. Vale" &&
        subtree.name === "M. Vale on The harbour clock, again" &&
        wiki.name === "Metrology",
    );
    const following = await world.moderator.command("following");
    expect(following.message.content).toContain("M. Vale on The harbour clock, again");
    expect(following.message.content).toContain("/users/m-vale");
    expect(following.message.content).toContain("Metrology");
  });
});
