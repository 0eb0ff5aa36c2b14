import { describe, expect, it } from "vitest";
import type { Reference } from "../../../src/forum/reference.ts";
import { member } from "../loopback.ts";
import { openForum, textsOf } from "./forum.ts";

describe("a person on a forum", () => {
  it("is found by name, whatever its capitals, with their page, bio and counts", async () => {
    await using at = await openForum();
    const topic = at.content.addTopic({ title: "Tides", by: "ann" });
    at.content.addPost({ topic: topic.id, by: "ann" });
    at.content.user("ann").bio = "<p>Keeps the <b>log</b>.</p>";
    const link = at.source.parseName("ANN");
    const found = link && (await at.source.find(link, member));
    expect(found).toMatchObject({ kind: "user", user: { handle: "ann", path: "/u/ann" } });
    expect(await at.source.readProfile?.("talk:user:1", member)).toMatchObject({
      author: { handle: "ann" },
      bio: { text: "<p>Keeps the <b>log</b>.</p>" },
      counts: { talk: { posts: 1, comments: 1 } },
    });
    expect(at.source.parseName("two words")).toBeUndefined();
    expect(await at.find("/u/nobody")).toBeUndefined();
  });

  it("keeps their page after a restart and under a new name", async () => {
    await using at = await openForum();
    at.content.addTopic({ title: "Tides", by: "ann" });
    const restarted = at.open();
    expect((await restarted.readProfile?.("talk:user:1", member))?.author.handle).toBe("ann");
    at.content.user("ann").username = "anna";
    expect((await restarted.readProfile?.("talk:user:1", member))?.author.handle).toBe("anna");
  });

  it("shows no bio and no counts if they closed their profile", async () => {
    await using at = await openForum();
    at.content.addTopic({ title: "Tides", by: "ann" });
    Object.assign(at.content.user("ann"), { bio: "<p>Secret.</p>", isClosed: true });
    const profile = await at.source.readProfile?.("talk:user:1", member);
    expect(profile).toMatchObject({ author: { handle: "ann" }, bio: { text: "" }, joinedAtMs: undefined });
  });

  it("has no page on a forum that shows them to members only, which is left in peace otherwise", async () => {
    await using at = await openForum({ closesProfiles: true });
    const topic = at.content.addTopic({ title: "Tides", by: "ann" });
    await expect(at.find("/u/ann")).rejects.toMatchObject({ fault: "not-public" });
    expect(await at.source.readProfile?.("talk:user:1", member)).toBeUndefined();
    expect((await at.read(topic)).post?.title).toBe("Tides");
  });

  it("has all their comments listed, each with the comment that it answers", async () => {
    await using at = await openForum();
    const topics = ["Tides", "Tables", "Clocks"].map((title) => at.content.addTopic({ title, by: "ann" }));
    for (let count = 0; count < 100; count += 1) {
      const topic = topics[count % topics.length];
      if (topic === undefined) throw new Error("no topic");
      const { number } = at.content.addPost({ topic: topic.id, by: "carol" });
      at.content.addPost({ topic: topic.id, by: "bob", answers: number, cooked: `<p>${count}</p>` });
    }
    const bob: Reference<"user"> = `talk:user:${at.content.user("bob").id}`;
    const read: string[] = [];
    let after: string | undefined;
    do {
      const from = after === undefined ? {} : { after };
      const page = await at.source.readCommentsByUser?.(bob, { ...member, limit: 50, ...from });
      expect(page?.comments.every(({ parent }) => parent !== undefined)).toBe(true);
      read.push(...textsOf(page?.comments ?? []));
      after = page?.next;
    } while (after !== undefined);
    expect(read).toEqual(Array.from({ length: 100 }, (_, index) => `<p>${99 - index}</p>`));
  });

  it("whose list is closed is refused as a whole", async () => {
    await using at = await openForum();
    at.content.addTopic({ title: "Tides", by: "ann" });
    at.content.user("ann").isClosed = true;
    const read = at.source.readCommentsByUser?.("talk:user:1", { ...member, limit: 5 });
    await expect(read).rejects.toMatchObject({ fault: "record-refused" });
  });
});
