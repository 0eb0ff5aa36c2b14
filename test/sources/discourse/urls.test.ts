import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Site } from "../../../src/forum/site.ts";
import type { Address } from "../../../src/sources/discourse/address.ts";
import { parseUrl } from "../../../src/sources/discourse/urls.ts";
import { runsOf } from "../../runs.ts";

const url = "https://forum.example.org";
const site: Site = { name: "talk", kind: "discourse", title: "Talk", database: "talk", url, apiUrl: url };

const topic = { kind: "topic", id: 12 };
const third = { kind: "number", topic: 12, number: 3 };
const ann = { kind: "user", name: "ann.k" };

const understood: readonly (readonly [string, unknown])[] = [
  ["/t/a-title/12", topic],
  ["/t/a-title/12/", topic],
  ["/t/a-title/12.json?page=2", topic],
  ["/t/12", topic],
  ["/t/12.", topic],
  ["/t/-/12", topic],
  ["/t/a-title/12?page=2", topic],
  ["/t/a-title/12/last", topic],
  ["/t/a-title/12/1?u=ann", topic],
  ["/t/a-title/12.rss", topic],
  ["/t/a-title/12/3", third],
  ["/t/a-title/12/3?u=ann", third],
  ["/t/a-title/12/3).", third],
  ["/t/12/3", third],
  ["/t/a-title/12#post_3", third],
  ["/n/a-title/12", topic],
  ["/n/a-title/12/3", third],
  ["/t/%C3%BCber-uns/12/3", third],
  ["/t/a-title", { kind: "slug", slug: "a-title" }],
  ["/p/105", { kind: "post", id: 105 }],
  ["/p/105/9", { kind: "post", id: 105 }],
  ["/posts/105.json", { kind: "post", id: 105 }],
  ["/u/ann.k", ann],
  ["/u/ann.k/activity/replies", ann],
  ["/u/ann.k.json", ann],
  ["/users/ann.k", ann],
  ["/u/%C3%89mile", { kind: "user", name: "Émile" }],
  ["/c/general/5", { kind: "category", id: 5 }],
  ["/c/parent/child/5", { kind: "category", id: 5 }],
  ["/c/parent/child/5/l/latest.json", { kind: "category", id: 5 }],
  ["/c/5", { kind: "category", id: 5 }],
  ["/tag/tides", { kind: "tag", name: "tides" }],
  ["/tag/tides/7", { kind: "tag", name: "tides" }],
  ["/tags/tides", { kind: "tag", name: "tides" }],
  ["", { kind: "site" }],
  ["/", { kind: "site" }],
  ["/latest", { kind: "site" }],
  ["/top?period=weekly", { kind: "site" }],
];

const refused = [
  "/t",
  "/t/a-title/b",
  "/t/0",
  "/p/abc",
  "/u",
  "/u/two words",
  "/c/general",
  "/tag",
  "/tags/c/general/5/tides",
  "/g/staff",
  "/search?q=tides",
  "/my/messages",
  "/t/%E0%A4%A",
];

function shortest(address: Address): string {
  switch (address.kind) {
    case "topic":
      return `/t/${address.id}`;
    case "slug":
      return `/t/${encodeURIComponent(address.slug)}`;
    case "number":
      return `/t/${address.topic}/${address.number}`;
    case "post":
      return `/p/${address.id}`;
    case "user":
      return `/u/${encodeURIComponent(address.name)}`;
    case "category":
      return `/c/${address.id}`;
    case "tag":
      return `/tag/${encodeURIComponent(address.name)}`;
    case "site":
      return "";
  }
}

describe("an address on a forum", () => {
  it.each(understood)("%s is understood", (path, address) => {
    expect(parseUrl(site, new URL(url + path))).toEqual(address);
  });

  it.each(refused)("%s is not understood", (path) => {
    expect(parseUrl(site, new URL(url + path))).toBeUndefined();
  });

  it("is refused, or leads where its shortest form leads", () => {
    const part = fc.oneof(
      fc.constantFrom(
        "t",
        "n",
        "p",
        "u",
        "c",
        "tag",
        "12",
        "3",
        "last",
        "-",
        "0",
        "%",
        "..",
        "a b",
        "#post_4",
      ),
      fc.string({ unit: "grapheme", maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const address = URL.parse(`${url}/${parts.join("/")}`);
        const read = address === null ? undefined : parseUrl(site, address);
        if (read !== undefined) expect(parseUrl(site, new URL(url + shortest(read)))).toEqual(read);
      }),
      { numRuns: runsOf(5_000) },
    );
  });

  it("may be in a folder, and only there", () => {
    const inFolder = { ...site, url: `${url}/forum` };
    expect(parseUrl(inFolder, new URL(`${url}/forum/t/a-title/12`))).toEqual(topic);
    expect(parseUrl(inFolder, new URL(`${url}/t/a-title/12`))).toBeUndefined();
    expect(parseUrl(site, new URL("https://example.com/t/a-title/12"))).toBeUndefined();
  });
});
