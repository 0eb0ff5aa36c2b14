import { describe, expect, it } from "vitest";
import type { Site } from "../../../src/forum/site.ts";
import { addressOf, toLink } from "../../../src/sources/wordpress/links.ts";
import { acceptedUrls, parseUrl } from "../../../src/sources/wordpress/urls.ts";

const site: Site = {
  ...{ name: "blog", kind: "wordpress", title: "blog", database: "blog" },
  ...{ url: "https://blog.example.org", apiUrl: "https://blog.example.org" },
};
const inFolder: Site = { ...site, url: "https://example.org/my/blog", apiUrl: "https://example.org/my/blog" };
const hosted: Site = { ...site, url: "https://name.wordpress.com", apiUrl: "https://name.wordpress.com" };

const page = (path: string) => ({ kind: "page", path });
const post = (id: number) => ({ kind: "post", id });
const comment = (id: number) => ({ kind: "comment", id });
const list = (of: string, by: "id" | "slug", value: string) => ({ kind: "list", of, by, value });

const understood: readonly (readonly [string, unknown])[] = [
  ["", { kind: "site" }],
  ["/", { kind: "site" }],
  ["/index.php", { kind: "site" }],
  ["/feed/", { kind: "site" }],
  ["/feed/atom/", { kind: "site" }],
  ["/comments/feed/", { kind: "site" }],
  ["/page/3/", { kind: "site" }],
  ["/?feed=comments-rss2", { kind: "site" }],
  ["/2026/03/01/a-title/", page("/2026/03/01/a-title/")],
  ["/2026/03/01/a-title", page("/2026/03/01/a-title/")],
  ["/2026/03/01/a-title/).", page("/2026/03/01/a-title/")],
  ["/2026/03/01/a-title/?utm_source=x#respond", page("/2026/03/01/a-title/")],
  ["/2026/03/01/a-title/#comments", page("/2026/03/01/a-title/")],
  ["/2026/03/01/a-title/feed/", page("/2026/03/01/a-title/")],
  ["/2026/03/01/a-title/feed/atom/", page("/2026/03/01/a-title/")],
  ["/2026/03/01/a-title/comment-page-3/", page("/2026/03/01/a-title/")],
  ["/2026/03/01/a-title/amp/", page("/2026/03/01/a-title/")],
  ["/2026/03/01/a-title/trackback/", page("/2026/03/01/a-title/")],
  ["/index.php/2026/03/a-title/", page("/2026/03/a-title/")],
  ["/a-title/", page("/a-title/")],
  ["/a-title.html", page("/a-title.html")],
  ["/archives/123", page("/archives/123/")],
  ["/%C3%BCber-uns/", page("/%C3%BCber-uns/")],
  ["/?p=4", post(4)],
  ["/?page_id=11", post(11)],
  ["/?feed=rss2&p=4", post(4)],
  ["/wp-json/wp/v2/posts/4", post(4)],
  ["/wp-json/wp/v2/pages/11", post(11)],
  ["/?rest_route=/wp/v2/posts/4", post(4)],
  ["/2026/03/01/a-title/#comment-26", comment(26)],
  ["/2026/03/01/a-title/#comment-26).", comment(26)],
  ["/2026/03/01/a-title/#li-comment-26", comment(26)],
  ["/2026/03/01/a-title/#div-comment-26", comment(26)],
  ["/2026/03/01/a-title/comment-page-3/#comment-26", comment(26)],
  ["/2026/03/01/a-title/?replytocom=26#respond", comment(26)],
  ["/?p=4#comment-26", comment(26)],
  ["/a-title/?unapproved=26&moderation-hash=0123456789abcdef#comment-26", comment(26)],
  ["/wp-json/wp/v2/comments/26", comment(26)],
  ["/category/essays/", list("categories", "slug", "essays")],
  ["/category/essays/short-essays/", list("categories", "slug", "short-essays")],
  ["/category/essays/feed/", list("categories", "slug", "essays")],
  ["/category/essays/page/2/", list("categories", "slug", "essays")],
  ["/?cat=2", list("categories", "id", "2")],
  ["/tag/discourse/", list("tags", "slug", "discourse")],
  ["/?tag=discourse", list("tags", "slug", "discourse")],
  ["/author/alice-example/", list("author", "slug", "alice-example")],
  ["/author/alice-example/feed/", list("author", "slug", "alice-example")],
  ["/?author=2", list("author", "id", "2")],
  ["/?author_name=alice-example", list("author", "slug", "alice-example")],
  ["/wp-json/wp/v2/users/2", list("author", "id", "2")],
];

const notUnderstood: readonly string[] = [
  "/?s=tides",
  "/2026/",
  "/2026/03/",
  "/2026/03/01/",
  "/wp-login.php",
  "/wp-admin/edit-comments.php",
  "/wp-content/uploads/2026/03/picture.jpg",
  "/wp-json/",
  "/wp-json/wp/v2/media/7",
  "/?rest_route=/wp/v2/media/7",
  "/xmlrpc.php",
  "/picture.png",
  "/paper.pdf",
  "/category/",
  "/%E0%A4%A/",
];

describe("an address of a WordPress blog", () => {
  it.each(understood)("%s is understood", (path, expected) => {
    for (const each of [site, inFolder, hosted])
      expect(parseUrl(each, new URL(each.url + path))).toEqual(expected);
  });

  it.each(notUnderstood)("%s is not a place with comments", (path) => {
    expect(parseUrl(site, new URL(site.url + path))).toBeUndefined();
  });

  it("may have www. in front or not, and either scheme", () => {
    expect(parseUrl(site, new URL("http://www.blog.example.org/?p=4"))).toEqual(post(4));
    const www: Site = { ...site, url: "https://www.example.org", apiUrl: "https://www.example.org" };
    expect(parseUrl(www, new URL("https://example.org/?p=4"))).toEqual(post(4));
  });

  it("belongs to the blog only on its host and in its folder", () => {
    expect(parseUrl(site, new URL("https://blog.example.com/?p=4"))).toBeUndefined();
    expect(parseUrl(site, new URL("ftp://blog.example.org/?p=4"))).toBeUndefined();
    expect(parseUrl(inFolder, new URL("https://example.org/?p=4"))).toBeUndefined();
    expect(parseUrl(inFolder, new URL("https://example.org/my/blogs/?p=4"))).toBeUndefined();
  });

  it("becomes a link, and the link becomes it again", () => {
    for (const [path, expected] of understood) {
      const address = parseUrl(site, new URL(site.url + path));
      expect(address && addressOf(toLink(address, site))).toEqual(expected);
    }
    expect(toLink({ kind: "post", id: 4 }, site).reference).toBe("blog:post:4");
    expect(toLink({ kind: "comment", id: 26 }, site).reference).toBe("blog:comment:26");
  });

  it("is understood in each form that the bot suggests", () => {
    for (const url of acceptedUrls(site)) expect(parseUrl(site, new URL(url))).toBeDefined();
  });
});
