import { describe, expect, it } from "vitest";
import { isPublicName } from "../../../src/forum/public-site.ts";
import { publicSite } from "../../../src/sources/public/public-site.ts";

const long = "a".repeat(60);

describe("a public site", () => {
  it.each([
    ["https://forum.example.org", "forum.example.org"],
    ["http://www.example.org/blog", "www.example.org/blog"],
    ["https://blog.example.org/comments/feed/", "blog.example.org/comments/feed"],
    ["https://blog.example.org/?feed=comments-rss2", "blog.example.org"],
    ["https://blog.example.org/**@everyone**/[x](https://evil.example)", "blog.example.org"],
    ["https://blog.example.org/||secret||", "blog.example.org"],
    [`https://blog.example.org/${long}`, "blog.example.org"],
  ])("%s is called %s", (url, title) => {
    expect(publicSite("feed", url).title).toBe(title);
  });

  it("has a short title, whatever its host", () => {
    expect(publicSite("feed", `https://${long}.${long}.example.org`).title.length).toBeLessThanOrEqual(60);
  });

  it("has a name that depends on its whole address, but not on the scheme or on www.", () => {
    const names = [
      "https://a.example/b",
      "http://www.a.example/b",
      "https://a.example/b?c",
      "https://a.example/**",
    ].map((url) => publicSite("feed", url).name);
    expect(new Set(names).size).toBe(3);
    expect(names[0]).toBe(names[1]);
    expect(names.every(isPublicName)).toBe(true);
  });

  it("does not take a name that an operator may have given", () => {
    expect(isPublicName("p-my-own-blog-here")).toBe(false);
  });
});
