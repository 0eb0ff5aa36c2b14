import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { member } from "../loopback.ts";
import { comment, openSite, poll, post } from "./open-site.ts";

type World = Awaited<ReturnType<typeof openSite>>;
let world: World;
let story: number;

beforeEach(async () => {
  world = await openSite();
  story = world.site.addStory({ title: "Tides & tables", url: "https://tides.example/?a=1&b=2", score: 12 });
});
afterEach(() => world.site.close());

const find = async (path: string) => {
  const link = world.source.parseUrl(new URL(`https://news.ycombinator.com${path}`));
  if (link === undefined) throw new Error(`not understood: ${path}`);
  return await world.source.find(link, member);
};
const add = (text: string, parent = story) => world.site.addComment({ parent, by: "bob", text });

describe("an item of Hacker News", () => {
  it("is a story whose title is read without escapes, with the address that it is about", async () => {
    world.site.change(story, (item) => {
      item.title = "Tides &amp; tables: &#x27;a&#x2F;b&#x27; &lt;i&gt;";
    });
    expect(await find(`/item?id=${story}`)).toMatchObject({
      kind: "post",
      post: {
        title: "Tides & tables: 'a/b' <i>",
        path: `/item?id=${story}`,
        scores: { hackernews: 12 },
        opening: {
          text: '<a href="https://tides.example/?a=1&amp;b=2">https://tides.example/?a=1&amp;b=2</a>',
        },
      },
    });
  });

  it("is a comment with its story, which takes three requests", async () => {
    const id = add("Deep.", add("Top."));
    expect(await find(`/item?id=${id}`)).toMatchObject({
      kind: "comment",
      comment: {
        reference: comment(id),
        thread: post(story),
        author: { handle: "bob", identity: "account" },
      },
      post: { reference: post(story), title: "Tides & tables" },
    });
    expect(world.asked()).toHaveLength(3);
  });

  it("is found through its parents while Algolia does not answer", async () => {
    const id = add("Deep.", add("Top."));
    world.site.algolia.inject({ kind: "cut", times: 9 });
    expect(await find(`/item?id=${id}`)).toMatchObject({ kind: "comment", comment: { thread: post(story) } });
  });

  it("is the poll if the address names one of its options", async () => {
    const id = world.site.addStory({
      title: "Which?",
      type: "poll",
      text: "Choose.",
      options: ["Sun", "Moon"],
    });
    expect(await find(`/item?id=${id + 1}`)).toMatchObject({
      kind: "post",
      post: { reference: post(id), opening: { text: "Choose.<p><ul><li>Sun</li><li>Moon</li></ul>" } },
    });
  });

  it("may be a job, which has no comments", async () => {
    const id = world.site.addStory({ title: "Work here", type: "job", url: "" });
    expect(await find(`/item?id=${id}`)).toMatchObject({ kind: "post", post: { commentCount: 0 } });
    expect(await world.source.readThread(post(id), member)).toMatchObject({
      comments: [],
      isCountedEmpty: true,
    });
  });

  it("that is deleted or dead shows neither words nor author", async () => {
    const [deleted, dead] = [add("Secret one."), add("Secret two.")];
    world.site.delete(deleted);
    world.site.kill(dead);
    const answers = [deleted, dead].map((id) => world.source.readComment(comment(id), member));
    const empty = {
      author: undefined,
      body: { text: "" },
      thread: post(story),
      postedAtMs: expect.any(Number),
    };
    expect(await Promise.all(answers)).toMatchObject([
      { ...empty, visibility: "deleted" },
      { ...empty, visibility: "hidden" },
    ]);
    await expect(find(`/item?id=${dead}`)).rejects.toMatchObject({ fault: "not-public" });
    world.site.kill(story);
    await expect(find(`/item?id=${story}`)).rejects.toMatchObject({ fault: "not-public" });
    expect(await world.source.readPost(post(story), member)).toMatchObject({
      visibility: "hidden",
      title: "",
    });
    expect(await world.source.readThread(post(story), member)).toBeUndefined();
  });

  it("that is dead is hidden even if the official API still gives its words", async () => {
    const id = add("Secret.");
    world.site.change(id, (item) => {
      item.dead = true;
    });
    const answer = await world.source.readComment(comment(id), member);
    expect(answer).toMatchObject({ visibility: "hidden", author: undefined, body: { text: "" } });
  });

  it("that the official API does not have yet is unknown, and not gone", async () => {
    const id = add("New.");
    world.site.holdBack(id);
    expect(await world.source.readComment(comment(id), member)).toBe("unknown");
    expect(await find("/item?id=99999999")).toBeUndefined();
  });

  it.each(["[flagged]", "[dead]", "[deleted]"])("with the text %s is not shown", async (placeholder) => {
    const id = add("Words.");
    world.site.change(id, (item) => {
      item.text = placeholder;
    });
    expect(await world.source.readComment(comment(id), member)).toMatchObject({ visibility: "hidden" });
    const thread = await world.source.readThread(post(story), member);
    expect(thread?.comments).toEqual([]);
  });
});

describe("a comment that waits for its author's delay", () => {
  it("is hidden for now, and shown by the next reading after the wait", async () => {
    const { cursor } = await world.source.readRecent(undefined, poll);
    const id = add("Patience.");
    world.site.delay(id);
    expect(await world.source.readComment(comment(id), member)).toBe("not-public");
    const waiting = await world.source.readRecent(cursor, poll);
    expect([waiting.comments, waiting.changedThreads]).toEqual([[], [post(story)]]);
    expect((await world.source.readThread(post(story), member))?.comments).toEqual([]);
    world.site.delay(id, false);
    const over = await world.source.readRecent(waiting.cursor, poll);
    expect(over.comments).toMatchObject([{ reference: comment(id), body: { text: "Patience." } }]);
    expect((await world.source.readRecent(over.cursor, poll)).comments).toEqual([]);
  });

  it("is shown although Algolia's tree does not know that the wait is over", async () => {
    const id = add("Patience.");
    world.site.delay(id);
    world.site.stopIndex();
    world.site.delay(id, false);
    const thread = await world.source.readThread(post(story), member);
    expect(thread?.comments).toMatchObject([{ reference: comment(id), body: { text: "Patience." } }]);
  });
});

describe("a person on Hacker News", () => {
  it("has a page with karma and what they say about themselves", async () => {
    world.site.addUser("carol", "I like *tides*.", 42);
    add("Words.");
    world.site.addComment({ parent: story, by: "carol", text: "Mine." });
    expect(await find("/user?id=carol")).toMatchObject({ kind: "user", user: { handle: "carol" } });
    expect(await find("/user?id=Carol")).toBeUndefined();
    const profile = await world.source.readProfile?.("hackernews:user:carol", member);
    expect(profile).toMatchObject({
      bio: { text: "I like <i>tides</i>." },
      counts: { hackernews: { karma: 42 } },
      author: { path: "/user?id=carol" },
    });
  });

  it("has all their comments listed, with their stories", async () => {
    const ids = Array.from({ length: 23 }, (_, index) => {
      // More comments than a page holds have the same second.
      if (index % 12 === 0) world.pass(1);
      return add(`Comment ${index}.`);
    });
    world.site.delete(ids[5] ?? 0);
    const read: string[] = [];
    let after: string | undefined;
    do {
      const from = after === undefined ? {} : { after };
      const page = await world.source.readCommentsByUser?.("hackernews:user:bob", {
        ...member,
        limit: 5,
        ...from,
      });
      expect(page?.threads).toMatchObject([{ reference: post(story), opening: undefined }]);
      read.push(...(page?.comments ?? []).map(({ reference }) => reference));
      after = page?.next;
    } while (after !== undefined);
    expect(read).toEqual(
      ids
        .filter((id) => id !== ids[5])
        .reverse()
        .map(comment),
    );
  });
});
