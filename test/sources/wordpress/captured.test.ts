import { LoopbackSite } from "loopback-sites/http/loopback-site.ts";
import { describe, expect, it } from "vitest";
import type { Site } from "../../../src/forum/site.ts";
import { openWordpress } from "../../../src/sources/wordpress/wordpress.ts";
import { member } from "../loopback.ts";
import { captured } from "./captured.ts";

/** The answers of a real blog, by the route and the parameter that tells them apart. */
const answers: Readonly<Record<string, readonly [number, string]>> = {
  "posts/4": [200, "post-open-embed"],
  "posts/6": [200, "post-locked"],
  "posts/7": [401, "post-private"],
  "posts/999": [404, "post-missing"],
  "pages/999": [404, "post-missing"],
  "comments post=4": [200, "comments-of-post-asc-100"],
  "comments post=7": [401, "list-private"],
  "comments/15": [401, "one-hold"],
  "comments/19": [404, "one-purged"],
  "users/2": [200, "user-author"],
  "users/3": [401, "user-subscriber"],
  "categories slug=essays": [200, "category-by-slug"],
};

/** Opens a source that reads a blog whose answers were captured from a real one. */
async function openCaptured() {
  const site = await LoopbackSite.open(({ path, query }) => {
    const route = path.replace("/wp-json/wp/v2/", "");
    const named = ["post", "slug"].find((name) => query.has(name));
    const [status, name] =
      answers[named === undefined ? route : `${route} ${named}=${query.get(named)}`] ?? [];
    if (status === undefined || name === undefined) return { status: 200, body: "<title>Home</title>" };
    const rows = captured(name);
    const headers = { "x-wp-total": Array.isArray(rows) ? String(rows.length) : "", "x-wp-totalpages": "1" };
    return { status, headers, body: rows };
  });
  // The address of the blog when it was captured.
  const url = "http://127.0.0.1:18466";
  const blog: Site = {
    name: "blog",
    kind: "wordpress",
    title: "blog",
    database: "blog",
    url,
    apiUrl: site.url,
  };
  const source = openWordpress(blog, { requestsPerMinute: 600_000, userAgent: "test" });
  return { source, [Symbol.asyncDispose]: () => site.close() };
}

describe("the answers of a real WordPress", () => {
  it("make a post with its author, categories and tags", async () => {
    await using at = await openCaptured();
    expect(await at.source.readPost("blog:post:4", member)).toMatchObject({
      title: "On threads & trees",
      path: "/2026/03/01/on-threads/",
      plainPath: "/?p=4",
      author: { reference: "blog:user:2", name: "Alice Example", path: "/author/alice-example/" },
      tags: [{ name: "Essays" }, { name: "Short essays" }, { name: "Discourse" }],
      postedAtMs: Date.parse("2026-03-01T10:00:00Z"),
      isClosed: false,
      visibility: "visible",
    });
  });

  it("make a thread of nested comments", async () => {
    await using at = await openCaptured();
    const thread = await at.source.readThread("blog:post:4", member);
    expect(thread?.comments).toHaveLength(19);
    const depthOf = (id: string): number => {
      const parent = thread?.comments.find(({ reference }) => reference === id)?.parent;
      return parent === undefined ? 1 : 1 + depthOf(parent);
    };
    expect(depthOf("blog:comment:9")).toBe(8);
    expect(thread?.unreadable).toEqual([]);
    expect(thread?.comments.find(({ reference }) => reference === "blog:comment:18")).toMatchObject({
      parent: "blog:comment:17",
      parentPath: "/2026/03/01/on-threads/#comment-17",
    });
    expect(JSON.stringify(thread)).not.toContain("avatar/");
  });

  it("say what visitors may not see", async () => {
    await using at = await openCaptured();
    const { source } = at;
    expect(await source.readComment("blog:comment:15", member)).toBe("not-public");
    expect(await source.readComment("blog:comment:19", member)).toBe("gone");
    expect(await source.readPost("blog:post:6", member)).toMatchObject({ visibility: "hidden", title: "" });
    expect(await source.readPost("blog:post:7", member)).toBeUndefined();
    expect(await source.readPost("blog:post:999", member)).toBeUndefined();
    expect(await source.readProfile?.("blog:user:3", member)).toBeUndefined();
  });

  it("name categories", async () => {
    await using at = await openCaptured();
    const link = at.source.parseUrl(new URL("http://127.0.0.1:18466/category/essays/"));
    expect(link && (await at.source.find(link, member))).toMatchObject({
      kind: "tag",
      tag: { reference: "blog:tag:categories.2", name: "Essays" },
      path: "/category/essays/",
    });
  });
});
