import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LoopbackSubstack } from "../src/substack/loopback-substack.ts";

describe("a loopback publication on Substack", () => {
  let substack: LoopbackSubstack;
  let post: number;
  beforeEach(async () => {
    substack = await LoopbackSubstack.open({ now: () => Date.parse("2026-03-01T12:00:00Z") });
    post = substack.content.addPost({ title: "Tides" });
  });
  afterEach(() => substack.close());

  const get = async (path: string) => {
    const answer = await fetch(`${substack.domain.url}/api/v1/${path}`, { redirect: "manual" });
    const text = await answer.text();
    const isJson = answer.headers.get("content-type")?.includes("json") === true;
    // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects.
    return { status: answer.status, body: (isJson ? JSON.parse(text) : text) as any };
  };
  const tree = async () =>
    (await get(`post/${post}/comments?token=&all_comments=true&sort=oldest_first`)).body;

  it("serves the whole tree only if asked for all comments", async () => {
    const top = substack.content.addComment({ post });
    const answer = substack.content.addComment({ post, parent: top });
    expect((await tree()).comments).toMatchObject([
      { id: top, ancestor_path: "", children: [{ id: answer, ancestor_path: `${top}`, children: [] }] },
    ]);
    const part = await get(`post/${post}/comments?token=&sort=best_first`);
    expect(part.body.comments).toMatchObject([{ id: top, children: [] }]);
  });

  it("keeps a deleted comment without its words as long as there are answers to it", async () => {
    const top = substack.content.addComment({ post });
    const answer = substack.content.addComment({ post, parent: top });
    substack.content.delete(top);
    expect((await tree()).comments).toMatchObject([{ id: top, body: null, deleted: true, name: null }]);
    substack.content.delete(answer);
    expect((await tree()).comments).toEqual([]);
  });

  it("keeps a comment that waits for a moderator out of the tree and of the count", async () => {
    const held = substack.content.addComment({ post });
    substack.content.moderate(held, "held");
    expect(await tree()).toMatchObject({ comments: [], automod_hidden_comments: [{ id: held }] });
    expect((await get(`posts/tides-${post}`)).body).toMatchObject({ comment_count: 0, audience: "everyone" });
  });

  it("lists twelve posts at most, without their texts, and an empty page at the end", async () => {
    for (let index = 0; index < 20; index += 1) substack.content.addPost({ title: `Post ${index}` });
    const list = async (offset: number) =>
      (await get(`archive?sort=new&search=&offset=${offset}&limit=50`)).body;
    expect(await list(0)).toHaveLength(12);
    expect((await list(0))[0]).toMatchObject({ title: "Post 19", body_html: null });
    expect(await list(40)).toEqual([]);
  });

  it.each([
    ["archive?limit=12", 400],
    ["post/1/comments?token=&sort=oldest_first", 404],
    ["posts/nothing", 404],
    ["comments", 404],
  ])("refuses %s", async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  it("refuses a tree without a token or in an unknown order, and says which it was", async () => {
    const refusal = (await get(`post/${post}/comments?sort=oldest_first`)).body;
    expect(refusal).toMatchObject({ errors: [{ location: "query", param: "token" }], status: 400 });
    expect((await get(`post/${post}/comments?token=&sort=up`)).body).toMatchObject({
      errors: [{ param: "sort" }],
    });
  });

  it("redirects from the host that it does not use", async () => {
    substack.moveTo("platform");
    const answer = await fetch(`${substack.domain.url}/api/v1/posts/x?a=1`, { redirect: "manual" });
    expect([answer.status, answer.headers.get("location")]).toEqual([
      301,
      `${substack.platform.url}/api/v1/posts/x?a=1`,
    ]);
  });
});
