import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LoopbackWordpress } from "../src/wordpress/loopback-wordpress.ts";

describe("the loopback WordPress", () => {
  let site: LoopbackWordpress;
  let post: number;
  beforeEach(async () => {
    site = await LoopbackWordpress.open({ now: () => Date.parse("2026-03-01T12:00:00Z") });
    post = site.blog.addPost({ title: "Tides" }).id;
  });
  afterEach(() => site.close());

  const ask = async (path: string, init: RequestInit = {}) =>
    await fetch(`${site.url}${path}`, { redirect: "manual", ...init });
  const list = async (query: string) => {
    const answer = await ask(`/wp-json/wp/v2/comments?${query}`);
    return { ids: ((await answer.json()) as { id: number }[]).map(({ id }) => id), headers: answer.headers };
  };

  it("counts the rows that it leaves out", async () => {
    const { id: locked } = site.blog.addPost({ title: "Locked", password: "sesame" });
    const shown = site.blog.addComment({ post });
    site.blog.addComment({ post: locked });
    const { ids, headers } = await list("orderby=id&per_page=2");
    expect([ids, headers.get("x-wp-total"), headers.get("x-wp-totalpages")]).toEqual([[shown.id], "2", "1"]);
  });

  it("lists comments page by page, with links to the others, and nothing past the end", async () => {
    const ids = Array.from({ length: 5 }, () => site.blog.addComment({ post }).id);
    const page = (number: number) => list(`post=${post}&orderby=id&order=asc&per_page=2&page=${number}`);
    const second = await page(2);
    expect(second.ids).toEqual(ids.slice(2, 4));
    expect(second.headers.get("link")).toMatch(/page=1>; rel="prev", <.*page=3>; rel="next"/);
    expect((await page(4)).ids).toEqual([]);
  });

  it("moves the answers up when a comment is deleted for good", async () => {
    const top = site.blog.addComment({ post });
    const middle = site.blog.addComment({ post, parent: top.id });
    const low = site.blog.addComment({ post, parent: middle.id });
    site.blog.purge(middle.id);
    expect(site.blog.comment(low.id).parent).toBe(top.id);
  });

  it("names the record of a page in the headers, and leads other addresses to it", async () => {
    const { pathname } = new URL(site.addressOf(post));
    const page = await ask(pathname, { method: "HEAD" });
    expect(page.headers.get("link")).toContain(`/wp-json/wp/v2/posts/${post}>; rel="alternate"`);
    const short = await ask(`/?p=${post}`);
    expect([short.status, short.headers.get("location")]).toEqual([301, site.addressOf(post)]);
    expect((await ask("/nothing/")).status).toBe(404);
  });

  it("sends only the fields asked for", async () => {
    const { id } = site.blog.addComment({ post });
    const answer = await ask(`/wp-json/wp/v2/comments/${id}?_fields=id,content.rendered`);
    expect(await answer.json()).toEqual({ id, content: { rendered: "<p>Words.</p>\n" } });
  });
});
