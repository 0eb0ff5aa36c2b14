import { describe, expect, it } from "vitest";
import { member } from "../loopback.ts";
import { openForum, sweep, textsOf } from "./forum.ts";

describe("a post of a forum", () => {
  it("that staff deleted is gone, and an answer to it still leads to its place", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides" });
    const doomed = at.content.addPost({ topic: topic.id, cooked: "<p>Secret.</p>" });
    const answer = at.content.addPost({ topic: topic.id, cooked: "<p>Answer.</p>", answers: doomed.number });
    expect((await at.read(topic)).comments[1]?.parent).toBe(at.commentReference(doomed));
    doomed.isDeleted = true;
    const from = at.forum.requests.length;
    const thread = await at.read(topic);
    expect(at.paths(from)).toEqual([`/t/${topic.id}.json`]);
    expect(textsOf(thread.comments)).toEqual(["<p>Answer.</p>"]);
    expect(thread.completeness).toEqual({ kind: "complete" });
    const parent = `talk:comment:${topic.id}.${doomed.number}` as const;
    expect(thread.comments[0]).toMatchObject({ parent, parentPath: `/t/${topic.id}/${doomed.number}` });
    expect(await at.source.readComment(at.commentReference(doomed), member)).toBe("gone");
    expect(await at.source.readComment(parent, member)).toBe("gone");
    const again = await at.open().readComment(at.commentReference(answer), member);
    expect(again).toMatchObject({ parent });
  });

  it("that its author deleted leaves a tombstone without words or name, whatever the language", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides" });
    at.content.addPost({ topic: topic.id, cooked: "<p>Secret.</p>", by: "carol" }).isUserDeleted = true;
    const { comments, post } = await at.read(topic);
    expect(comments).toMatchObject([{ visibility: "deleted", author: undefined, body: { text: "" } }]);
    expect(post?.commentCount).toBe(0);
    expect(JSON.stringify(comments)).not.toMatch(/Secret|carol|Autor/);
  });

  it("that was flagged is not public until it is shown again", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides" });
    const post = at.content.addPost({ topic: topic.id, cooked: "<p>Rude.</p>" });
    post.isHidden = true;
    expect(JSON.stringify(await at.read(topic))).not.toMatch(/Rude|ausgeblendet/);
    expect(await at.source.readComment(at.commentReference(post), member)).toBe("not-public");
    expect(await at.find(`/t/${topic.id}/${post.number}`)).toBeUndefined();
    post.isHidden = false;
    expect(textsOf((await at.read(topic)).comments)).toEqual(["<p>Rude.</p>"]);
  });

  it("is neither a notice of the forum nor a whisper among staff, but may be a moderator's", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides" });
    at.content.addPost({ topic: topic.id, type: 3 });
    const whisper = at.content.addPost({ topic: topic.id, type: 4, cooked: "<p>Psst.</p>" });
    at.content.addPost({ topic: topic.id, type: 2, cooked: "<p>Stay calm.</p>", answers: 2 });
    expect(textsOf((await at.read(topic)).comments)).toEqual(["<p>Stay calm.</p>"]);
    expect(await at.source.readComment(at.commentReference(whisper), member)).toBe("not-public");
    expect(await at.find(`/t/${topic.id}/2`)).toBeUndefined();
  });

  it("names its new topic after it was moved", async () => {
    await using at = await openForum();
    const [from, to] = ["Tides", "Tables"].map((title) => at.content.addTopic({ title }));
    if (from === undefined || to === undefined) throw new Error("no topics");
    const post = at.content.addPost({ topic: from.id, cooked: "<p>Moved.</p>" });
    at.content.move(post, to.id);
    expect((await at.read(from)).comments).toEqual([]);
    expect(await at.source.readComment(at.commentReference(post), member)).toMatchObject({
      thread: at.topicReference(to),
      path: `/t/${to.id}/2`,
    });
  });

  it("counts likes as its score, and shows the other reactions", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides" });
    const post = at.content.addPost({ topic: topic.id });
    post.likes = 3;
    post.reactions.push({ id: "heart", count: 3 }, { id: "open_mouth", count: 2 });
    at.content.addPost({ topic: topic.id });
    const { comments, post: read } = await at.read(topic);
    expect(comments.map(({ scores }) => scores)).toEqual([{ talk: 3 }, { talk: 0 }]);
    expect(comments[0]?.reactions).toEqual([{ name: "open_mouth", count: 2, quotes: [] }]);
    expect(read?.scores).toEqual({ talk: 3 });
  });

  it("has the version of its text, but no date of an edit: that date also moves when nothing was edited", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides" });
    const post = at.content.addPost({ topic: topic.id });
    post.updatedAt += 60_000;
    expect((await at.read(topic)).comments[0]).toMatchObject({ revision: "1", editedAtMs: post.createdAt });
    at.content.edit(post, "<p>Better.</p>");
    expect((await at.read(topic)).comments[0]).toMatchObject({ revision: "2", editedAtMs: undefined });
  });

  it("has an author with a number, who may be renamed, and none if the account is gone", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides" });
    at.content.addPost({ topic: topic.id, by: "bob.k" });
    const bob = at.content.user("bob.k");
    const author = async () => (await at.read(topic)).comments[0]?.author;
    expect(await author()).toMatchObject({
      ...{ reference: `talk:user:${bob.id}`, identity: "account", handle: "bob.k", name: "bob k" },
      path: "/u/bob.k",
      avatarUrl: `${at.forum.url}/user_avatar/f.test/bob.k/96/${bob.id}_2.png`,
    });
    Object.assign(bob, { username: "robert", name: undefined });
    expect(await author()).toMatchObject({ reference: `talk:user:${bob.id}`, name: "robert" });
    bob.isGone = true;
    expect(await author()).toBeUndefined();
  });

  it("of a broken shape costs only itself, and does not count as gone", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides" });
    const broken = at.content.addPost({ topic: topic.id, cooked: "<p>Broken.</p>" });
    at.content.addPost({ topic: topic.id, cooked: "<p>Whole.</p>", answers: broken.number });
    at.forum.inject({
      kind: "altered",
      times: 2,
      match: ({ path }) => path.startsWith("/t/"),
      alter: (text) => text.replace('"cooked":"<p>Broken.</p>"', '"cooked":null'),
    });
    const { comments, unreadable } = await at.read(topic);
    expect(textsOf(comments)).toEqual(["<p>Whole.</p>"]);
    expect(comments[0]?.parent).toBe(at.commentReference(broken));
    expect(unreadable).toEqual([at.commentReference(broken)]);
    expect(at.source.health().unreadableRecords).toBe(1);
  });
});

describe("a topic of a forum", () => {
  it("is closed when it is closed or archived, and stays readable when it is not listed", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "A & B <c>" });
    expect((await at.read(topic)).post).toMatchObject({ title: "A & B <c>", isClosed: false });
    topic.isClosed = true;
    expect((await at.read(topic)).post).toMatchObject({ isClosed: true });
    Object.assign(topic, { isClosed: false, isArchived: true, isListed: false });
    expect((await at.read(topic)).post).toMatchObject({ isClosed: true, visibility: "visible" });
  });

  it("has emoji in its title in place of their names", async () => {
    await using at = await openForum();
    const title = ":wave: Tides :woman_shrugging:t3: at 10:100:5 :no_emoji:";
    const { post } = await at.read(at.content.addTopic({ title }));
    expect(post?.title).toBe("👋 Tides 🤷🏼‍♀️ at 10:100:5 :no_emoji:");
    const [listed] = (await at.source.readPosts?.("site", { ...member, limit: 1 })) ?? [];
    expect(listed?.title).toBe(post?.title);
  });

  it("is gone when it was deleted or moved to a category for members", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides" });
    topic.isDeleted = true;
    expect(await at.source.readThread(at.topicReference(topic), sweep)).toBeUndefined();
    expect(await at.source.readPost(at.topicReference(topic), sweep)).toBeUndefined();
    const hidden = at.content.addTopic({ title: "Tables" });
    hidden.category = at.content.addCategory({ name: "Staff", slug: "staff", isPrivate: true }).id;
    expect(await at.find(`/t/${hidden.id}`)).toBeUndefined();
  });

  it("is not public on a forum for members only", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides" });
    at.forum.requiresLogin = true;
    await expect(at.find(`/t/${topic.id}`)).rejects.toMatchObject({ fault: "not-public" });
    expect(await at.source.readThread(at.topicReference(topic), sweep)).toBeUndefined();
    await expect(at.source.readRecent(undefined, sweep)).rejects.toMatchObject({ fault: "refused" });
  });

  it("shows no words of a first post that was flagged", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides", cooked: "<p>Rude.</p>" });
    at.content.post(1).isHidden = true;
    const { post } = await at.read(topic);
    expect(post).toMatchObject({ title: "Tides", opening: { text: "" } });
  });

  it("carries its category, the one around it, and its tags, even those with long names", async () => {
    await using at = await openForum({ hasTagObjects: true });
    const outer = at.content.addCategory({ name: "Sea & shore", slug: "sea" });
    const inner = at.content.addCategory({ name: "Tides", slug: "tides", parent: outer.id });
    const long = "a-very-long-name-of-a-tag-about-tides";
    const topic = at.content.addTopic({ title: "Tides", category: inner.id, tags: ["moon", long] });
    const { post } = await at.read(topic);
    expect(post?.tags.map(({ name }) => name)).toEqual(["Tides", "Sea & shore", "moon", long]);
    expect(post?.tags[0]?.reference).toBe(`talk:tag:category.${inner.id}`);
    const reference = post?.tags[3]?.reference ?? "talk:tag:none";
    expect(at.kept.get(reference)).toBe(long);
    const listed = await at.source.readPosts?.(reference, { ...member, limit: 5 });
    expect(listed?.map(({ title }) => title)).toEqual(["Tides"]);
  });
});
