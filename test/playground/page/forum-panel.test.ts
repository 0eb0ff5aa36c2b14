import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPageWorld, type PageWorld } from "./page-world.ts";

let world: PageWorld;

beforeEach(async () => {
  world = await openPageWorld();
});
afterEach(() => world.close());

interface Panel {
  readonly items: readonly { readonly key: string; readonly html: string }[];
  readonly hidden: number;
}

const panel = (words = "") => world.get<Panel>(`/api/forum?${new URLSearchParams({ words })}`);
const firstPost = async () => /data-post="(\w+)"/.exec((await panel()).items[0]?.html ?? "")?.[1] ?? "";
const comments = (postId: string) =>
  [...world.forum.database("lesswrong").comments.values()].filter((comment) => comment.postId === postId);

describe("the panel of the forum", () => {
  it("lists posts with their addresses, the most discussed first, then other things to follow", async () => {
    const { items } = await panel();
    expect(items[0]?.html).toMatch(/data-follow="https:\/\/www\.lesswrong\.com\/posts\/\w{17}\//);
    const kinds = items.map(({ key }) => key.split(" ")[0]);
    expect(kinds.lastIndexOf("post")).toBeLessThan(kinds.indexOf("author"));
  });

  it("finds entries by words", async () => {
    const { items } = await panel("harbour clock");
    expect(items.map(({ html }) => html).join("")).toContain("How the harbour clock lost eleven minutes");
    expect((await panel("no such thing")).items).toEqual([]);
  });

  it("lets a reader add a comment, edit it and delete it", async () => {
    const postId = await firstPost();
    const before = comments(postId).length;
    await world.post("/api/reader", { action: "add", postId });
    const added = comments(postId).at(-1);
    expect(comments(postId)).toHaveLength(before + 1);
    await world.post("/api/reader", { action: "edit", postId });
    expect(added?.contents?.html).toContain("Edit:");
    expect((await panel()).items[0]?.html).toContain('data-reader="delete"');
    await world.post("/api/reader", { action: "delete", postId });
    expect(added?.deleted).toBe(true);
  });

  it("lets the author of a page of quick takes add one, because no one else can", async () => {
    const entry = (await panel("quick takes")).items[0]?.html ?? "";
    expect(entry).toContain("The author adds a quick take");
    const postId = /data-post="(\w+)"/.exec(entry)?.[1] ?? "";
    for (const _ of [1, 2]) await world.post("/api/reader", { action: "add", postId });
    const author = world.forum.database("lesswrong").posts.get(postId)?.userId;
    expect(comments(postId).slice(-2)).toMatchObject(
      Array(2).fill({ userId: author, shortform: true, parentCommentId: null }),
    );
  });

  it("keeps its order while comments arrive", async () => {
    const keys = async () => (await panel()).items.slice(0, 6).map(({ key }) => key);
    const before = await keys();
    const last = /data-post="(\w+)"/.exec((await panel()).items[4]?.html ?? "")?.[1] ?? "";
    for (let count = 0; count < 60; count += 1)
      await world.post("/api/reader", { action: "add", postId: last });
    expect(await keys()).toEqual(before);
  });

  it("says that there is nothing to edit", async () => {
    const { body } = await world.post("/api/reader", { action: "edit", postId: await firstPost() });
    expect(body.error).toBe("The reader has no comment there. Add one first.");
  });
});
