import { describe, expect, it } from "vitest";
import { runsOf } from "../../runs.ts";
import { openForum, sweep, textsOf } from "./forum.ts";

const day = 24 * 60 * 60_000;

/** Opens a forum with one long topic, in which every third post answers the one before. */
async function openLong(posts: number, megaLength = 10_000) {
  const at = await openForum({ megaLength });
  const topic = at.content.addTopic({ title: "The long one" });
  for (let number = 2; number <= posts; number += 1) {
    const answers = number % 3 === 0 ? number - 1 : undefined;
    at.content.addPost({ topic: topic.id, cooked: `<p>${number}</p>`, answers });
  }
  return { ...at, topic, numbered: (number: number) => at.content.post(number) };
}

describe("a topic of thousands of posts", () => {
  it("is read completely by its list of ids, a hundred at a time", async () => {
    const length = runsOf(9_000);
    await using at = await openLong(length);
    const thread = await at.read(at.topic);
    expect(thread.comments).toHaveLength(length - 1);
    expect(thread.completeness).toEqual({ kind: "complete" });
    expect(at.forum.requests.length).toBeLessThanOrEqual(2 + Math.ceil(length / 100));
  });

  it("is read completely without such a list, from number to number", async () => {
    const length = runsOf(12_000);
    await using at = await openLong(length, 1_000);
    at.numbered(500).isDeleted = true;
    // A post with a high number stands early in the topic.
    at.numbered(100).order = 34.5;
    const thread = await at.read(at.topic);
    const texts = Array.from({ length: length - 1 }, (_, index) => `<p>${index + 2}</p>`);
    expect(textsOf(thread.comments).toSorted()).toEqual(
      texts.filter((text) => text !== "<p>500</p>").toSorted(),
    );
    expect(thread.completeness).toEqual({ kind: "complete" });
    expect(at.paths().filter((path) => path.endsWith("/posts.json")).length).toBeGreaterThan(length / 20 - 2);
    expect(thread.comments.at(-1)?.parent).toBe(at.commentReference(at.numbered(length - 1)));
  });

  it("is read completely once a day; between, its newest posts are read, and what is gone is noticed", async () => {
    await using at = await openLong(1_500);
    await at.read(at.topic, sweep);
    at.content.edit(at.numbered(1_450), "<p>New words.</p>");
    at.numbered(300).isDeleted = true;
    const from = at.forum.requests.length;
    const soon = await at.read(at.topic, sweep);
    expect(at.forum.requests.length - from).toBeLessThan(8);
    expect(textsOf(soon.comments)).toContain("<p>New words.</p>");
    const known = [...soon.comments.map(({ reference }) => reference), ...soon.unreadable];
    expect(known).toHaveLength(1_498);
    expect(known).not.toContain(at.commentReference(at.numbered(300)));
    expect(soon.comments.every(({ reference }) => !soon.unreadable.includes(reference))).toBe(true);
    at.pass(day + 1);
    expect((await at.read(at.topic, sweep)).comments).toHaveLength(1_498);
  });

  it("without a list of ids is not complete between two complete readings", async () => {
    await using at = await openLong(1_200, 1_000);
    await at.read(at.topic, sweep);
    at.content.addPost({ topic: at.topic.id, cooked: "<p>Newest.</p>" });
    const from = at.forum.requests.length;
    const soon = await at.read(at.topic, sweep);
    expect(at.forum.requests.length - from).toBeLessThan(15);
    expect(textsOf(soon.comments)).toContain("<p>Newest.</p>");
    expect(soon.completeness).toEqual({ kind: "window" });
    expect(soon.comments.length + soon.unreadable.length).toBe(1_200);
  });

  it("is always read completely for a member", async () => {
    await using at = await openLong(1_100);
    await at.read(at.topic, sweep);
    expect((await at.read(at.topic)).comments).toHaveLength(1_099);
  });
});
