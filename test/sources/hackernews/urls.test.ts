import { describe, expect, it } from "vitest";
import { addressOf, parseId, parseName, toLink } from "../../../src/sources/hackernews/links.ts";
import { hackerNews } from "../../../src/sources/hackernews/sites.ts";
import { acceptedUrls, parseUrl } from "../../../src/sources/hackernews/urls.ts";

const own = "https://news.ycombinator.com";
const item = { kind: "item", id: 901, isComment: false };
const comment = { ...item, isComment: true };
const user = { kind: "user", name: "Ann_B-9" };
const list = (name: string) => ({ kind: "list", list: name });

const understood: readonly (readonly [string, unknown])[] = [
  [`${own}/item?id=901`, item],
  ["http://news.ycombinator.com/item?id=901", item],
  ["https://www.news.ycombinator.com/item?id=901", item],
  ["https://hackerne.ws/item?id=901", item],
  [`${own}/item?id=901).`, item],
  [`${own}/item?id=901&p=2`, item],
  [`${own}/item?id=900#901`, comment],
  [`${own}/item?id=900&p=2#901`, comment],
  [`${own}/item?id=900#901),`, comment],
  [`${own}/item?id=901#top`, item],
  [`${own}/context?id=901`, comment],
  [`${own}/user?id=Ann_B-9`, user],
  [`${own}/user?id=Ann_B-9.`, user],
  [`${own}/threads?id=Ann_B-9`, user],
  [`${own}/submitted?id=Ann_B-9`, user],
  [own, list("front")],
  [`${own}/news`, list("front")],
  [`${own}/news?p=2`, list("front")],
  [`${own}/best`, list("best")],
  [`${own}/ask,`, list("ask")],
  [`${own}/show/`, list("show")],
  [`${own}/newest`, { kind: "site" }],
  ["https://hn.algolia.com/story/901/a-title", item],
  ["https://hn.algolia.com/api/v1/items/901", item],
  ["https://hn.algolia.com/api/v1/users/Ann_B-9", user],
  ["https://hacker-news.firebaseio.com/v0/item/901.json?print=pretty", item],
  ["https://hacker-news.firebaseio.com/v0/user/Ann_B-9.json", user],
  ["https://hacker-news.firebaseio.com/v0/topstories.json", list("front")],
  ["https://hacker-news.firebaseio.com/v0/newstories.json", { kind: "site" }],
];

const refused: readonly string[] = [
  `${own}/item`,
  `${own}/item?id=`,
  `${own}/item?id=abc`,
  `${own}/item?id=901x`,
  `${own}/item?id=0`,
  `${own}/user?id=a%20b`,
  `${own}/jobs`,
  `${own}/newcomments`,
  `${own}/front?day=2026-03-01`,
  `${own}/from?site=example.org`,
  `${own}/constructor`,
  `${own}/a/best`,
  `${own}:8443/item?id=901`,
  "https://hn.algolia.com/?query=tides",
  "https://hacker-news.firebaseio.com/v0/maxitem.json",
  "https://news.ycombinator.com.example.org/item?id=901",
  "https://ycombinator.com/item?id=901",
  "ftp://news.ycombinator.com/item?id=901",
];

describe("addresses of Hacker News", () => {
  it.each(understood.map(([url, meant]) => ({ url, meant })))("$url is understood", ({ url, meant }) => {
    expect(parseUrl(hackerNews, new URL(url))).toEqual(meant);
  });

  it.each(refused)("%s is refused", (url) => {
    expect(parseUrl(hackerNews, new URL(url))).toBeUndefined();
  });

  it("are understood in every example that the source gives", () => {
    for (const url of acceptedUrls(hackerNews)) expect(parseUrl(hackerNews, new URL(url))).toBeDefined();
  });

  it("are read on the host of a copy of the site, and only there", () => {
    const copy = { ...hackerNews, url: "http://127.0.0.1:4011/hn" };
    expect(parseUrl(copy, new URL(`${copy.url}/item?id=901`))).toEqual(item);
    for (const url of [`${own}/item?id=901`, "http://127.0.0.1:4011/item?id=901"])
      expect(parseUrl(copy, new URL(url))).toBeUndefined();
  });
});

describe("a link to Hacker News", () => {
  const linkAt = (path: string) => {
    const address = parseUrl(hackerNews, new URL(own + path));
    return address && toLink(address, hackerNews);
  };

  it("has a reference if the address says what it leads to", () => {
    expect(linkAt("/item?id=901")).toMatchObject({ kind: "writing", reference: "hackernews:comment:901" });
    expect(linkAt("/item?id=900#901")).toMatchObject({
      kind: "comment",
      reference: "hackernews:comment:901",
    });
    expect(linkAt("/user?id=Ann")).toMatchObject({ handle: "Ann", reference: "hackernews:user:Ann" });
    expect(linkAt("/best")).toMatchObject({ kind: "tag", reference: "hackernews:tag:best" });
  });

  it("leads its source to the same item, however the address names it", () => {
    const [alone, onPage] = ["/item?id=901", "/item?id=900#901"].map(linkAt);
    expect(alone?.lookup).toBe(onPage?.lookup);
    expect(alone && addressOf(alone)).toEqual(item);
  });

  it("comes from a bare number or a typed name", () => {
    expect(parseId(hackerNews, "901")).toMatchObject([{ kind: "writing" }]);
    for (const text of ["901a", "-1", "0", "1234567890123"]) expect(parseId(hackerNews, text)).toEqual([]);
    expect(parseName("Ann_B")).toMatchObject({ kind: "user", handle: "Ann_B", reference: undefined });
    expect(parseName("Ann Tide")).toBeUndefined();
  });
});
