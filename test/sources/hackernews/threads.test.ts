import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { member } from "../loopback.ts";
import { comment, openSite, poll, post } from "./open-site.ts";

type World = Awaited<ReturnType<typeof openSite>>;
let world: World;
let story: number;

beforeEach(async () => {
  world = await openSite();
  story = world.site.addStory({ title: "Tides" });
});
afterEach(() => world.site.close());

const add = (text: string, parent = story) => world.site.addComment({ parent, by: "bob", text });
const readThread = async () => {
  const thread = await world.source.readThread(post(story), member);
  if (thread === undefined) throw new Error("no thread");
  return thread;
};
const references = (read: { readonly comments: readonly { readonly reference: string }[] } | undefined) =>
  read?.comments.map(({ reference }) => reference).sort();

describe("a thread of Hacker News", () => {
  it("takes two requests, and one while it has no comments", async () => {
    expect(await readThread()).toMatchObject({ comments: [], isCountedEmpty: true });
    expect(world.asked()).toEqual([`/v0/item/${story}.json`]);
    const top = add("Top.");
    const thread = await readThread();
    expect(thread).toMatchObject({ completeness: { kind: "complete" }, post: { commentCount: 1 } });
    expect(references(thread)).toEqual([comment(top)]);
    expect(world.asked()).toEqual([`/api/v1/items/${story}`, `/v0/item/${story}.json`]);
  });

  it("shows live answers to comments that are gone, in their places", async () => {
    const [dead, deleted] = [add("Dead."), add("Deleted.")];
    const [one, two] = [add("One.", dead), add("Two.", deleted)];
    world.site.kill(dead);
    world.site.delete(deleted);
    const thread = await readThread();
    expect(thread.comments.toSorted((a, b) => (a.reference < b.reference ? -1 : 1))).toMatchObject([
      { reference: comment(one), parent: comment(dead), parentPath: `/item?id=${dead}` },
      { reference: comment(two), parent: comment(deleted) },
    ]);
    expect(thread.completeness).toEqual({ kind: "complete" });
  });

  it("is not complete while Algolia lags behind the number of its comments", async () => {
    add("Old.");
    world.site.stopIndex();
    add("New.");
    expect((await readThread()).completeness).toEqual({ kind: "partial", total: 2 });
    world.site.resumeIndex();
    expect((await readThread()).completeness).toEqual({ kind: "complete" });
  });

  it("is a window if the official API, which counts the comments, does not answer", async () => {
    const top = add("Top.");
    world.site.firebase.inject({ kind: "status", status: 500 });
    const thread = await readThread();
    expect(thread).toMatchObject({ completeness: { kind: "window" }, post: { title: "Tides" } });
    expect(references(thread)).toEqual([comment(top)]);
  });

  it("keeps the words of each comment, whichever host serves them", async () => {
    const { cursor } = await world.source.readRecent(undefined, poll);
    const text =
      "It's *so*: \"a/b\" <c>\n\nRun:\n\n  if a\n    b\n\n> See https://x.test/it's?a=1&b=2\n\nEnd";
    const id = add(text);
    // Whether Algolia escapes as much as the official API, and which attributes it gives a link, is its own affair.
    world.site.algolia.inject({
      kind: "altered",
      alter: (tree) =>
        tree
          .replaceAll("&#x27;", "'")
          .replaceAll("&#x2F;", "/")
          .replaceAll('rel=\\"nofollow\\"', "rel=nofollow"),
    });
    const [ofTree] = (await readThread()).comments;
    const [ofPoll] = (await world.source.readRecent(cursor, poll)).comments;
    const ofItem = await world.source.readComment(comment(id), member);
    expect(ofPoll).toEqual(ofTree);
    expect(ofItem).toEqual(ofTree);
    expect(ofTree?.body.text).toContain("<pre><code>  if a\n    b\n</code></pre>");
  });

  it("goes on without a comment that cannot be read, and names it", async () => {
    const [good, bad] = [add("Good."), add("Bad.")];
    world.site.algolia.inject({
      kind: "altered",
      alter: (text) => text.replace('"text":"<p>Bad.</p>"', '"text":7'),
    });
    const thread = await readThread();
    expect(references(thread)).toEqual([comment(good)]);
    expect(thread.unreadable).toEqual([comment(bad)]);
    expect(thread.completeness).toEqual({ kind: "partial", total: 2 });
    expect(world.source.health().unreadableRecords).toBe(1);
  });

  it("is read one by one while Algolia fails, newest first, as far as the budget allows", async () => {
    const tops = Array.from({ length: 120 }, (_, index) => add(`Top ${index}.`));
    const answer = add("Answer.", tops.at(-1));
    world.site.algolia.inject({
      kind: "status",
      status: 403,
      times: 2,
      headers: { "content-type": "application/json" },
    });
    const thread = await readThread();
    expect(thread.comments).toHaveLength(100);
    expect(references(thread)).toContain(comment(answer));
    expect(thread.completeness).toEqual({ kind: "partial", total: 121 });
    expect(thread.unreadable.toSorted()).toEqual(tops.slice(0, 21).map(comment).sort());
  });

  it("is complete if it was read one by one to the end", async () => {
    add("Answer.", add("Top."));
    world.site.algolia.inject({ kind: "cut", times: 9 });
    const thread = await readThread();
    expect(thread.comments).toHaveLength(2);
    expect(thread.completeness).toEqual({ kind: "complete" });
  });

  it("shows a comment that moderators detached in its new place", async () => {
    const other = world.site.addStory({ title: "Elsewhere" });
    const id = add("Moved.", add("Top."));
    world.site.move(id, other);
    expect(await world.source.readComment(comment(id), member)).toMatchObject({
      thread: post(other),
      parent: undefined,
      visibility: "visible",
    });
  });
});

describe("a comment of Hacker News with everything below it", () => {
  it("comes with its answers only, and is complete if all its direct answers are there", async () => {
    const top = add("Top.");
    const answer = add("Answer.", top);
    const deep = add("Deep.", answer);
    add("Beside.");
    const subtree = await world.source.readSubtree?.(comment(top), member);
    expect(references(subtree)).toEqual([top, answer, deep].map(comment).sort());
    expect(subtree?.completeness).toEqual({ kind: "complete" });
    world.site.stopIndex();
    add("New.", top);
    expect((await world.source.readSubtree?.(comment(top), member))?.completeness).toEqual({
      kind: "window",
    });
  });

  it("keeps its place if it is deleted, and its answers stay", async () => {
    const top = add("Secret.");
    const answer = add("Answer.", top);
    world.site.delete(top);
    const subtree = await world.source.readSubtree?.(comment(top), member);
    expect(subtree?.comments).toMatchObject([
      { reference: comment(top), visibility: "deleted", body: { text: "" } },
      { reference: comment(answer), parent: comment(top) },
    ]);
    expect(JSON.stringify(subtree)).not.toContain("Secret.");
  });
});
