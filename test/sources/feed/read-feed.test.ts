import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { commentsIn } from "../../../src/sources/feed/comments-in.ts";
import { readDate } from "../../../src/sources/feed/read-date.ts";
import { readFeed } from "../../../src/sources/feed/read-feed.ts";

const at = "https://blog.example/comments/feed/";

async function fixture(name: string) {
  return feedOf(await readFile(new URL(`../../fixtures/feeds/${name}`, import.meta.url), "utf8"));
}

function feedOf(text: string) {
  const feed = readFeed(text, at);
  if (feed === undefined) throw new Error("no feed");
  return feed;
}

function onlyItem(text: string) {
  const [item] = feedOf(text).items;
  if (item === undefined) throw new Error("no item");
  return item;
}

const rss = (item: string, channel = "") =>
  `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title>${channel}<item>${item}</item></channel></rss>`;
const atom = (entry: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"><title>T</title><entry>${entry}</entry></feed>`;

describe("a feed of comments from WordPress", () => {
  it("in RSS gives each comment its page, its author and its parent", async () => {
    const comments = commentsIn(await fixture("comments.xml"), at);
    expect(comments).toHaveLength(10);
    const thread = "https://blog.example/2026/03/06/long-thread/";
    expect(comments[0]).toMatchObject({
      page: "https://blog.example/about/",
      author: "Uwe",
      parent: undefined,
    });
    expect(comments[3]).toEqual({
      id: `${thread}#comment-267`,
      link: `${thread}#comment-267`,
      page: thread,
      author: "Reader 14",
      postedAtMs: Date.parse("2026-03-06T14:55:00Z"),
      editedAtMs: undefined,
      body: { format: "html", dialect: "wordpress", text: "<p>Comment number 235.</p>" },
      parent: { id: `${thread}#comment-266`, link: `${thread}#comment-266` },
    });
  });

  it("in Atom names parents that visitors cannot see, and not the post", async () => {
    const comments = commentsIn(await fixture("post-comments-atom.xml"), at);
    const page = "https://blog.example/2026/03/01/on-threads/";
    const answers = comments.filter(({ parent }) => parent !== undefined);
    expect(answers.map(({ id, parent }) => [id, parent?.id])).toEqual([
      [`${page}#comment-21`, `${page}#comment-15`],
      [`${page}#comment-18`, `${page}#comment-17`],
    ]);
    expect(comments[0]?.body.dialect).toBe("wordpress");
    expect(JSON.stringify(comments)).not.toMatch(/Ivan|Judy|In reply/);
    expect(new Set(comments.map((comment) => comment.page))).toEqual(new Set([page]));
  });

  it("leaves out comments on a locked post", async () => {
    expect(commentsIn(await fixture("locked-comments.xml"), at)).toEqual([]);
  });

  it("is not a feed of posts, which names the feeds of their comments", async () => {
    const { items } = await fixture("posts.xml");
    expect(items[0]?.commentsFeed).toBe("https://blog.example/2026/03/06/long-thread/feed/");
    const comments = await fixture("comments.xml");
    expect(comments.items.every(({ commentsFeed }) => commentsFeed === undefined)).toBe(true);
  });
});

describe("an item of a feed", () => {
  it("is named by its guid, its address, or what it says", () => {
    const guid = rss(
      '<guid isPermaLink="false">x:1</guid><link>https://blog.example/p#c1</link><description>Hi</description>',
    );
    expect(onlyItem(guid)).toMatchObject({ id: "x:1", link: "https://blog.example/p#c1" });
    const permalink = rss("<guid>https://blog.example/p#c1</guid><description>Hi</description>");
    expect(onlyItem(permalink)).toMatchObject({
      id: "https://blog.example/p#c1",
      link: "https://blog.example/p#c1",
    });
    const linked = rss("<link>/p#c1</link><description>Hi</description>");
    expect(onlyItem(linked).id).toBe("https://blog.example/p#c1");
    const [one, same, other] = ["Hi", "Hi", "Ho"].map(
      (text) => onlyItem(rss(`<description>${text}</description>`)).id,
    );
    expect(one).toMatch(/^[\w-]{16}$/);
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });

  it("has an author without a mail address", () => {
    const named = (author: string) => onlyItem(rss(`<description>Hi</description>${author}`)).author;
    expect(named("<author>ann@example.org (Ann)</author>")).toBe("Ann");
    expect(named("<author>ann@example.org</author>")).toBe("");
    expect(named("<dc:creator><![CDATA[Ann &amp; O&#039;Neil]]></dc:creator>")).toBe("Ann & O'Neil");
    expect(named("")).toBe("");
  });

  it("of an Atom feed has the page that its links name, wherever that link stands", () => {
    const links =
      '<link rel="self" href="/e/1.xml"/><link rel="replies" type="application/atom+xml" href="/e/1/replies"/><link href="/e/1#c"/>';
    expect(onlyItem(atom(`<id>1</id>${links}`))).toMatchObject({
      link: "https://blog.example/e/1#c",
      commentsFeed: "https://blog.example/e/1/replies",
    });
  });

  it("of an Atom feed has HTML or plain text, as its type says", () => {
    const bodyOf = (content: string) => onlyItem(atom(`<id>1</id>${content}`)).body;
    expect(bodyOf('<content type="html">&lt;b&gt;a&lt;/b&gt; &amp;amp; b</content>')).toMatchObject({
      format: "html",
      text: "<b>a</b> &amp; b",
    });
    expect(bodyOf("<content>a &lt; b</content>")).toMatchObject({ format: "text", text: "a < b" });
    expect(
      bodyOf(
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a &lt; <b>b</b></p></div></content>',
      ).text,
    ).toMatch(/<p>a &lt; <b>b<\/b><\/p>/);
    expect(bodyOf('<summary type="html">&lt;i&gt;s&lt;/i&gt;</summary>').text).toBe("<i>s</i>");
  });

  it("answers an item of the same feed by its id, and its page otherwise", () => {
    const text = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"><title>T</title>
<entry><id>tag:x,2026:2</id><link href="https://blog.example/p#c2"/><content>b</content><thr:in-reply-to ref="tag:x,2026:1"/></entry>
<entry><id>tag:x,2026:1</id><link href="https://blog.example/p#c1"/><content>a</content><thr:in-reply-to ref="tag:x,2026:p" href="https://blog.example/p"/></entry></feed>`;
    const feed = readFeed(text, at);
    expect(
      commentsIn(feed ?? { title: "", link: undefined, restMs: undefined, items: [] }, at),
    ).toMatchObject([
      { id: "tag:x,2026:2", parent: { id: "tag:x,2026:1", link: "https://blog.example/p#c1" } },
      { id: "tag:x,2026:1", parent: undefined, page: "https://blog.example/p" },
    ]);
  });

  it.each([
    [
      "is missing its namespace",
      '<rss version="2.0"><channel><item><dc:creator>Ann</dc:creator><description>Hi</description></item></channel></rss>',
    ],
    ["begins with a space and a mark", `\ufeff \n${rss("<description>Hi</description>")}`],
    ["has a bare ampersand", rss("<title>a & b</title><description>Hi</description>")],
    ["is cut off", rss("<description>Hi</description>").slice(0, -16)],
  ])("is read from a feed that %s", (_name, text) => {
    expect(onlyItem(text).body.text).toBe("Hi");
  });

  it.each([
    ["id", `<guid>${"1".repeat(1_000_000)}</guid>`],
    ["address", `<link>https://blog.example/#${"1".repeat(1_000_000)}a</link>`],
    ["name", `<dc:creator>${"n".repeat(1_000_000)}</dc:creator>`],
    ["date", `<pubDate>${"1 ".repeat(500_000)}${" ".repeat(500_000)}x</pubDate>`],
    ["text", `<description>${"&lt;form &lt;p&gt;&lt;a href=".repeat(50_000)}</description>`],
  ])("may have an endless %s", (_name, part) => {
    const [comment] = commentsIn(feedOf(rss(`<title>t</title>${part}`)), at);
    expect(comment?.id.length).toBeLessThan(100);
    expect(comment?.author.length).toBeLessThanOrEqual(200);
    expect([comment?.link, comment?.postedAtMs]).toEqual([undefined, undefined]);
  });

  it("is not read from anything but a feed", () => {
    for (const text of ["", "{}", "no", "<!DOCTYPE html><html><body>rss</body></html>"])
      expect(readFeed(text, at)).toBeUndefined();
  });
});

it.each([
  ["Sat, 07 Mar 2026 11:00:00 +0000", "2026-03-07T11:00:00Z"],
  ["Mon, 7 Mar 2026 11:00 EST", "2026-03-07T16:00:00Z"],
  ["Sa, 07 Mar 2026 11:00:00", "2026-03-07T11:00:00Z"],
  ["07 Mar 26 11:00:00 CET", "2026-03-07T11:00:00Z"],
  ["2026-03-07T12:00:00+01:00", "2026-03-07T11:00:00Z"],
  ["2026-03-07T11:00:00.5", "2026-03-07T11:00:00.500Z"],
  ["2026-03-07", "2026-03-07T00:00:00Z"],
  ["soon", undefined],
  ["", undefined],
])("the date %j means %s", (written, meant) => {
  expect(readDate(written)).toBe(meant === undefined ? undefined : Date.parse(meant));
});
