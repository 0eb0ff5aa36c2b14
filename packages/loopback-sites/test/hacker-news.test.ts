import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { formatText } from "../src/hackernews/format-text.ts";
import { LoopbackHackerNews } from "../src/hackernews/loopback-hacker-news.ts";

describe("a loopback Hacker News", () => {
  const noon = Date.parse("2026-03-01T12:00:00Z");
  let site: LoopbackHackerNews;
  let story: number;
  beforeEach(async () => {
    site = await LoopbackHackerNews.open({ now: () => noon });
    story = site.addStory({ title: "Show HN: Tides", url: "https://tides.example/", score: 12 });
  });
  afterEach(() => site.close());

  const get = async (url: string) => {
    const answer = await fetch(url);
    // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects.
    return { status: answer.status, body: (await answer.json()) as any };
  };
  const firebase = async (path: string) => (await get(`${site.firebase.url}/v0/${path}`)).body;
  const algolia = async (path: string) => await get(`${site.algolia.url}/api/v1/${path}`);

  it("serves items without empty fields, and null for those that it does not have", async () => {
    const top = site.addComment({ parent: story, by: "bob", text: "One\n\ntwo" });
    const answer = site.addComment({ parent: top, text: "Three" });
    expect(await firebase(`item/${story}.json`)).toEqual({
      id: story,
      type: "story",
      by: "ann",
      time: noon / 1000,
      title: "Show HN: Tides",
      url: "https://tides.example/",
      score: 12,
      kids: [top],
      descendants: 2,
    });
    site.delete(top);
    site.kill(answer);
    const place = { type: "comment", time: noon / 1000 };
    expect(await firebase(`item/${top}.json`)).toEqual({ id: top, ...place, parent: story, deleted: true });
    expect(await firebase(`item/${answer}.json`)).toMatchObject({ dead: true, text: "[flagged]" });
    expect(await firebase(`item/${story}.json`)).toMatchObject({ kids: [top], descendants: 0 });
    expect(await firebase("item/99999999.json")).toBeNull();
    expect(await firebase("user/nobody.json")).toBeNull();
    expect((await get(`${site.firebase.url}/v0/items.json`)).status).toBe(401);
    const head = await fetch(`${site.firebase.url}/v0/item/${story}.json`, { method: "HEAD" });
    expect(head.status).toBe(405);
  });

  it("serves trees in which gone nodes have only an id and children", async () => {
    const top = site.addComment({ parent: story, by: "bob", text: "One\n\ntwo" });
    const answer = site.addComment({ parent: top, text: "Three" });
    const tree = async () => (await algolia(`items/${story}`)).body.children;
    expect(await tree()).toMatchObject([
      { id: top, author: "bob", text: "<p>One</p><p>two</p>", children: [{ id: answer, story_id: story }] },
    ]);
    site.delete(top);
    expect(Object.keys((await tree())[0]).sort()).toEqual(["children", "id"]);
    expect((await algolia("items/99999999")).status).toBe(404);
  });

  it("finds live stories and comments by tags and numbers, newest first", async () => {
    const [one, two, dead] = [1, 2, 3].map((after) =>
      site.addComment({ parent: story, by: "bob", text: `${after}`, time: noon / 1000 + after }),
    );
    site.kill(dead ?? 0);
    const find = async (query: string) => (await algolia(`search_by_date?${query}`)).body;
    const ids = async (query: string) =>
      (await find(query)).hits.map(({ objectID }: { objectID: string }) => objectID);
    expect(await ids("tags=(comment,story)")).toEqual([`${two}`, `${one}`, `${story}`]);
    expect(await ids(`tags=comment,author_bob&numericFilters=created_at_i<=${noon / 1000 + 1}`)).toEqual([
      `${one}`,
    ]);
    expect(await ids(`tags=story,(story_1,story_${story})&numericFilters=points>=12`)).toEqual([`${story}`]);
    expect(await ids("tags=show_hn")).toEqual([`${story}`]);
    expect(await find("tags=comment&hitsPerPage=1&attributesToRetrieve=author")).toEqual({
      hits: [{ objectID: `${two}`, author: "bob" }],
      ...{ page: 0, nbHits: 2, nbPages: 2, hitsPerPage: 1 },
    });
  });

  it.each([
    "hitsPerPage=1001",
    "hitsPerPage=500&page=2",
    "tags=comment;story",
    "numericFilters=colour>3",
    "numericFilters=points",
  ])("refuses the search %s", async (query) => {
    expect(await algolia(`search_by_date?${query}`)).toMatchObject({ status: 400, body: { message: /./ } });
  });

  it("can let the index stand still, and hold back a new item", async () => {
    site.stopIndex();
    const late = site.addComment({ parent: story, text: "Late" });
    site.holdBack(late);
    expect((await algolia("search_by_date?tags=comment")).body.hits).toEqual([]);
    expect(await firebase(`item/${late}.json`)).toBeNull();
    site.resumeIndex();
    site.holdBack(late, false);
    expect((await algolia("search_by_date?tags=comment")).body.hits).toHaveLength(1);
    expect(await firebase(`item/${late}.json`)).toMatchObject({ id: late });
    expect((await firebase("updates.json")).items).toContain(late);
  });
});

describe("the text that Hacker News makes of typed text", () => {
  it.each([
    ["One\n\nTwo", "One<p>Two"],
    ["a *word* and 2 * 3 * 4", "a <i>word</i> and 2 * 3 * 4"],
    ['"It\'s" <b>', "&quot;It&#x27;s&quot; &lt;b&gt;"],
    ["Run:\n\n  a\n    b\n\nDone", "Run:<p><pre><code>  a\n    b\n</code></pre>\nDone"],
    [
      "See https://x.test/a.",
      'See <a href="https:&#x2F;&#x2F;x.test&#x2F;a" rel="nofollow">https:&#x2F;&#x2F;x.test&#x2F;a</a>.',
    ],
  ])("of %j", (typed, html) => {
    expect(formatText(typed)).toBe(html);
  });

  it("shortens what it shows of a long address", () => {
    const html = formatText(`https://x.test/${"a".repeat(60)}`);
    expect(html).toContain(`>https:&#x2F;&#x2F;x.test&#x2F;${"a".repeat(45)}...</a>`);
  });
});
