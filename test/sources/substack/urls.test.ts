import { describe, expect, it } from "vitest";
import { commentId, commentReference, postReference } from "../../../src/sources/substack/ids.ts";
import { addressOf, toLink } from "../../../src/sources/substack/links.ts";
import { acceptedUrls, parseUrl } from "../../../src/sources/substack/urls.ts";

const site = {
  ...{ name: "tides", kind: "substack", title: "tides", database: "tides" },
  ...{ url: "https://www.tides.example", apiUrl: "https://www.tides.example" },
  secondApiUrl: "https://tidal.substack.com",
};
const post = { kind: "post", slug: "open-thread-41" };
const comment = { kind: "comment", slug: "open-thread-41", id: 301_000_001 };
const own = site.url;

const understood: readonly (readonly [string, unknown])[] = [
  [`${own}/p/open-thread-41`, post],
  ["http://www.tides.example/p/open-thread-41/", post],
  ["https://tides.example/p/open-thread-41", post],
  ["https://tidal.substack.com/p/open-thread-41", post],
  [`${own}/p/open-thread-41/comments`, post],
  [`${own}/p/open-thread-41?utm_source=share&r=4`, post],
  [`${own}/p/open-thread-41),`, post],
  [`${own}/p/open-thread-41/comment/301000001`, comment],
  [`${own}/p/open-thread-41/comment/301000001?utm_medium=web).`, comment],
  [`${own}/p/open-thread-41/comments#comment-301000001`, comment],
  [`${own}/p/open-thread-41#comment-301000001`, comment],
  ["https://open.substack.com/pub/tidal/p/open-thread-41?r=4&utm_campaign=post", post],
  ["https://open.substack.com/pub/tidal/p/open-thread-41/comment/301000001", comment],
  [own, { kind: "site" }],
  [`${own}/archive?sort=new`, { kind: "site" }],
  ["https://tidal.substack.com/feed", { kind: "site" }],
  ["https://open.substack.com/pub/tidal", { kind: "site" }],
];

const refused: readonly string[] = [
  `${own}/about`,
  `${own}/p/`,
  `${own}/p/open-thread-41/comment/abc`,
  `${own}:8443/p/open-thread-41`,
  "https://other.substack.com/p/open-thread-41",
  "https://open.substack.com/pub/other/p/open-thread-41",
  // The platform's own pages do not say to which publication they belong.
  "https://substack.com/home/post/p-55",
  "https://substack.com/@ann/note/c-9",
  "https://substack.com/@ann",
  "https://substack.com/profile/42-ann",
  "ftp://www.tides.example/p/open-thread-41",
];

describe("addresses of a publication on Substack", () => {
  it.each(understood.map(([url, meant]) => ({ url, meant })))("$url is understood", ({ url, meant }) => {
    expect(parseUrl(site, new URL(url))).toEqual(meant);
  });

  it.each(refused)("%s is refused", (url) => {
    expect(parseUrl(site, new URL(url))).toBeUndefined();
  });

  it("are understood in every example that the source gives", () => {
    for (const url of acceptedUrls(site)) expect(parseUrl(site, new URL(url))).toBeDefined();
  });

  it("lead the source back to what they name, and have a reference if their post is known", () => {
    const link = toLink({ kind: "comment", slug: "x", id: 7 }, undefined, site);
    expect(link).toMatchObject({ kind: "comment", reference: undefined });
    expect(toLink({ kind: "comment", slug: "x", id: 7 }, 5, site).reference).toBe("tides:comment:5-7");
    expect(toLink({ kind: "post", slug: "x" }, 55, site).reference).toBe("tides:post:55");
    expect(addressOf(link)).toEqual({ kind: "comment", slug: "x", id: 7 });
  });
});

describe("references on Substack", () => {
  it("name a comment together with its post, far beyond the ids of today", () => {
    const database = "a-name-of-18-chars";
    const id = { post: 2_000_000_000_000, comment: 2_800_000_000_000 };
    const reference = commentReference({ database }, id);
    expect(reference.length).toBeLessThanOrEqual(44);
    expect(commentId(reference)).toEqual(id);
    expect(postReference({ database }, 55)).toBe("a-name-of-18-chars:post:55");
  });
});
