import { describe, expect, it } from "vitest";
import { type Author, authorOfName } from "../../src/forum/author.ts";
import type { Site } from "../../src/forum/site.ts";
import { english } from "../../src/language/english.ts";
import { describeWriting } from "../../src/rendering/describe-writing.ts";
import { linkedAuthor } from "../../src/rendering/names.ts";
import { renderSubtree } from "../../src/rendering/render-starter.ts";
import { knownSites } from "../../src/sources/forummagnum/sites.ts";
import { authorOf, commentOf } from "../mirror/comment.ts";

const site = knownSites[0] as Site;
const carol = authorOfName("blog", "Carol (of Leeds)");

function urlOf(author: Author | undefined): string | undefined {
  const placed = { source: { site }, writing: commentOf("c1", { author }), post: undefined };
  return describeWriting(placed, { jumpLink: undefined, readAtMs: undefined }, english).author.url;
}

describe("an author", () => {
  it("is linked to their page on the site", () => {
    expect(urlOf(authorOf("ada", "Ada"))).toBe("https://www.lesswrong.com/users/ada");
  });

  it("is linked to their page on another site", () => {
    expect(urlOf({ ...authorOf("ada", "Ada"), path: "https://home.test/u/ada" })).toBe(
      "https://home.test/u/ada",
    );
  });

  it("who has no page is named without a link", () => {
    expect(urlOf(carol)).toBeUndefined();
    const starter = renderSubtree(commentOf("c1", { author: carol }), undefined, { site }, english);
    expect(starter.author).toEqual({ name: "Carol (of Leeds)", avatarUrl: undefined, url: undefined });
  });

  it("whose name cannot be in a link is linked by their handle, or by the link's host", () => {
    const words = { link: "https://discord.com/channels/1/2", nameLength: 60 };
    const odd = "https://a.b";
    expect(linkedAuthor(authorOf("ada", odd), words, english)).toMatch(
      / \(\[ada\]\(<https:\/\/discord.com\/channels\/1\/2>\)\)$/,
    );
    expect(linkedAuthor(authorOfName("blog", odd), words, english)).toMatch(
      / \(\[discord.com\]\(<https:\/\/discord.com\/channels\/1\/2>\)\)$/,
    );
  });
});
