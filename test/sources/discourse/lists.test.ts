import { describe, expect, it } from "vitest";
import { member } from "../loopback.ts";
import { openForum } from "./forum.ts";

describe("a list of topics", () => {
  it("of a category contains those inside it, newest first, whatever its name is now", async () => {
    await using at = await openForum();
    const outer = at.content.addCategory({ name: "Sea", slug: "sea" });
    const inner = at.content.addCategory({ name: "Tides", slug: "tides", parent: outer.id });
    for (const [title, category] of [
      ["One", outer.id],
      ["Two", inner.id],
      ["Elsewhere", 1],
    ] as const) {
      at.pass(1_000);
      at.content.addTopic({ title, category });
    }
    const found = await at.find(`/c/sea/${outer.id}`);
    expect(found).toMatchObject({ kind: "tag", tag: { name: "Sea" }, path: `/c/sea/${outer.id}` });
    const titles = async () =>
      (await at.source.readPosts?.(`talk:tag:category.${outer.id}`, { ...member, limit: 9 }))?.map(
        ({ title }) => title,
      );
    expect(await titles()).toEqual(["Two", "One"]);
    outer.slug = "ocean";
    expect(await titles()).toEqual(["Two", "One"]);
    expect(await at.find("/c/nowhere/99")).toBeUndefined();
  });

  it("of a tag ignores capitals, and a tag without topics is not found", async () => {
    await using at = await openForum({ hasTagObjects: true });
    at.content.addTopic({ title: "One", tags: ["Moon"] });
    at.content.addTopic({ title: "Two" });
    expect(await at.find("/tag/moon")).toMatchObject({ kind: "tag", path: "/tag/moon" });
    const posts = await at.source.readPosts?.("talk:tag:moon", { ...member, limit: 9 });
    expect(posts?.map(({ title }) => title)).toEqual(["One"]);
    expect(posts?.[0]).toMatchObject({ opening: undefined, author: { handle: "ann" }, isClosed: false });
    expect(posts?.[0]?.tags).toContainEqual({ reference: "talk:tag:moon", slug: "Moon", name: "Moon" });
    expect(await at.find("/tag/nothing")).toBeUndefined();
  });

  it("of the whole forum takes as many pages as it needs", async () => {
    await using at = await openForum();
    for (let count = 1; count <= 40; count += 1) at.content.addTopic({ title: `Topic ${count}` });
    const posts = await at.source.readPosts?.("site", { ...member, limit: 35 });
    expect(posts).toHaveLength(35);
    expect(posts?.[34]?.title).toBe("Topic 6");
    expect(at.paths().filter((path) => path === "/latest.json")).toHaveLength(2);
  });
});

describe("an address of a topic or post", () => {
  it("leads to it by the words of the title, by its place and by the id of a post", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides and tables" });
    const post = at.content.addPost({ topic: topic.id });
    const isTopic = { kind: "post", post: { reference: at.topicReference(topic) } };
    const isPost = { kind: "comment", comment: { reference: at.commentReference(post) } };
    for (const path of ["/t/tides-and-tables", "/t/x/1/1", "/p/1", "/posts/1.json"])
      expect(await at.find(path)).toMatchObject(isTopic);
    const address = new URL(`${at.forum.url}/t/x/1/2`);
    expect(at.open().parseUrl(address)).toMatchObject({ kind: "comment", reference: undefined });
    for (const path of ["/t/x/1/2", "/n/x/1/2", "/p/2"]) expect(await at.find(path)).toMatchObject(isPost);
    expect(at.source.parseUrl(address)).toMatchObject({ reference: at.commentReference(post) });
    for (const path of ["/t/unknown", "/t/99", "/t/1/9", "/p/99"])
      expect(await at.find(path)).toBeUndefined();
  });
});
