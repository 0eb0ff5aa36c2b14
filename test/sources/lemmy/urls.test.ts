import { describe, expect, it } from "vitest";
import { openWorld } from "./world.ts";

describe("addresses of an instance of Lemmy", () => {
  it.each([
    ["/post/9", { kind: "post", reference: "lemmy:post:9" }],
    ["/post/9/38", { kind: "comment", reference: "lemmy:comment:38" }],
    ["/comment/38", { kind: "comment", reference: "lemmy:comment:38" }],
    ["/c/rust", { kind: "tag", lookup: "rust" }],
    ["/c/rust@lemmy.test", { kind: "tag", lookup: "rust@lemmy.test" }],
    ["/u/ann%40lemmy.test", { kind: "user", handle: "ann@lemmy.test" }],
    ["/feeds/local.xml", { kind: "site" }],
    ["/", { kind: "site" }],
    ["/post/nine", undefined],
    ["/modlog/3", undefined],
    ["/u/two words", undefined],
  ])("%s", async (path, link) => {
    await using world = await openWorld();
    const { site, source } = world;
    const parsed = source.parseUrl(new URL(site.url + path));
    if (link === undefined) expect(parsed).toBeUndefined();
    else expect(parsed).toMatchObject(link);
  });
});
