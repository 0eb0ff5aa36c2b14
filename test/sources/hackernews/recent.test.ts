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

const add = (text: string) => world.site.addComment({ parent: story, by: "bob", text });
const start = async () => (await world.source.readRecent(undefined, poll)).cursor;
const numbers = (read: { readonly comments: readonly { readonly reference: string }[] }) =>
  read.comments.map(({ reference }) => reference).sort();

describe("a poll of Hacker News", () => {
  it("finds comments that reach the index late, once", async () => {
    const cursor = await start();
    world.site.stopIndex();
    const late = add("Late.");
    world.pass(120);
    const second = await world.source.readRecent(cursor, poll);
    world.site.resumeIndex();
    const newer = add("Newer.");
    const third = await world.source.readRecent(second.cursor, poll);
    expect([numbers(second), numbers(third)]).toEqual([[], [comment(late), comment(newer)]]);
    expect(numbers(await world.source.readRecent(third.cursor, poll))).toEqual([]);
  });

  it("finds a comment that reaches the index after newer ones", async () => {
    const newer = add("Newer.");
    const { cursor } = await world.source.readRecent(await start(), poll);
    const time = world.site.item(newer).time - 600;
    const late = world.site.addComment({ parent: story, text: "Late.", time });
    const read = await world.source.readRecent(cursor, poll);
    expect(numbers(read)).toEqual([comment(late)]);
  });

  it("catches up after a pause, in slices of a thousand", async () => {
    const cursor = await start();
    const ids = Array.from({ length: 2500 }, (_, index) => {
      if (index % 3 === 0) world.pass(1);
      return add(`${index}`);
    });
    world.asked();
    const read = await world.source.readRecent(cursor, poll);
    expect(numbers(read)).toEqual(ids.map(comment).sort());
    expect(world.asked()).toHaveLength(3);
    expect(read.hasGap).toBe(false);
  });

  it("reports a gap instead of reading days of the whole site", async () => {
    const cursor = await start();
    for (let index = 0; index < 12_050; index += 1) {
      if (index % 10 === 0) world.pass(1);
      add(`${index}`);
    }
    const read = await world.source.readRecent(cursor, poll);
    expect(read).toMatchObject({ hasGap: true, comments: [] });
    world.pass(1);
    const next = add("Next.");
    expect(numbers(await world.source.readRecent(read.cursor, poll))).toContain(comment(next));
  });

  it("names the threads that changed while Algolia does not answer, and loses nothing", async () => {
    const cursor = await start();
    const id = add("Meanwhile.");
    const fault = world.site.algolia.inject({ kind: "status", status: 503, times: 99 });
    const during = await world.source.readRecent(cursor, poll);
    expect(during).toMatchObject({ comments: [], hasGap: false, cursor });
    expect(during.changedThreads).toContain(post(story));
    fault.remove();
    world.pass(3600);
    expect(numbers(await world.source.readRecent(during.cursor, poll))).toEqual([comment(id)]);
  });

  it("can begin even without Algolia", async () => {
    const fault = world.site.algolia.inject({ kind: "cut", times: 99 });
    const cursor = await start();
    fault.remove();
    world.pass(3600);
    const id = add("First.");
    expect(numbers(await world.source.readRecent(cursor, poll))).toEqual([comment(id)]);
  });

  it("says that something may be missing if it starts over without Algolia", async () => {
    world.site.algolia.inject({ kind: "cut", times: 99 });
    expect((await world.source.readRecent("{}", poll)).hasGap).toBe(true);
  });

  it("fails if neither host answers", async () => {
    world.site.algolia.inject({ kind: "cut", times: 9 });
    world.site.firebase.inject({ kind: "cut", times: 9 });
    await expect(world.source.readRecent(undefined, poll)).rejects.toMatchObject({ fault: "outage" });
  });

  it("does not mistake a missing search for one without hits", async () => {
    const cursor = await start();
    world.site.algolia.inject({
      kind: "status",
      status: 404,
      headers: { "content-type": "application/json" },
      body: '{"message":"Not Found"}',
    });
    expect((await world.source.readRecent(cursor, poll)).cursor).toBe(cursor);
  });
});

describe("a list of Hacker News", () => {
  it("holds the stories of the page, newest first, without jobs and dead ones", async () => {
    const stories = [1, 2, 3].map((number) => {
      world.pass(60);
      return world.site.addStory({ title: `Story ${number}` });
    });
    const [one = 0, two = 0, three = 0] = stories;
    const job = world.site.addStory({ title: "Work here", type: "job" });
    world.site.kill(two);
    world.site.rank("topstories", [three, job, one, two, story]);
    world.asked();
    const read = await world.source.readPosts?.("hackernews:tag:front", { ...member, limit: 50 });
    expect(read?.map(({ title }) => title)).toEqual(["Story 3", "Story 1", "Tides"]);
    expect(world.asked()).toHaveLength(2);
    world.site.algolia.inject({ kind: "cut", times: 9 });
    expect(await world.source.readPosts?.("hackernews:tag:front", { ...member, limit: 50 })).toEqual(read);
  });

  it.each([
    ["best", "beststories"],
    ["ask", "askstories"],
    ["show", "showstories"],
  ])("is one of the site's own: %s", async (name, ranking) => {
    world.site.rank(ranking, [story]);
    const link = world.source.parseUrl(new URL(`https://news.ycombinator.com/${name}`));
    const found = link && (await world.source.find(link, member));
    if (found?.kind !== "tag") throw new Error("no list");
    expect(found).toMatchObject({ path: `/${name}`, tag: { name: expect.stringMatching(/HN|Hacker News/) } });
    const read = await world.source.readPosts?.(found.tag.reference, { ...member, limit: 50 });
    expect(read?.map(({ title }) => title)).toEqual(["Tides"]);
  });

  it("of the whole site holds only stories with enough points, however far back", async () => {
    const good = world.site.addStory({ title: "Good", score: 300 });
    for (let index = 0; index < 60; index += 1) world.site.addStory({ title: `New ${index}` });
    const read = await world.source.readPosts?.("site", { ...member, limit: 50, minScore: 200 });
    expect(read?.map(({ reference }) => reference)).toEqual([post(good)]);
    expect(await world.source.readPosts?.("site", { ...member, limit: 50 })).toHaveLength(50);
  });
});
