import { describe, expect, it } from "vitest";
import type { Comment } from "../../src/forum/comment.ts";
import type { Site } from "../../src/forum/site.ts";
import { english } from "../../src/language/english.ts";
import { type Parent, renderComment } from "../../src/rendering/render-comment.ts";
import { commentOf } from "../mirror/comment.ts";

const site: Site = {
  ...{ name: "blog", kind: "blog", title: "Blog", database: "blog" },
  ...{ url: "https://blog.test", apiUrl: "https://blog.test" },
};

const reply: Partial<Comment> = {
  parent: "blog:comment:1",
  path: "/2026/rain/#comment-2",
  parentPath: "/?p=4#comment-1",
};

function lineOf(fields: Partial<Comment>, known: Partial<Parent> = {}): string | undefined {
  const parent = { comment: undefined, isMuted: false, jumpLink: undefined, ...known };
  const comment = commentOf("2", { ...reply, ...fields });
  const { parts } = renderComment(comment, { site, parent, post: undefined }, english);
  return parts[0]?.content.split("\n")[0];
}

describe("the line that names the answered comment", () => {
  it("says plainly if the site never served that comment, and links to its address", () => {
    expect(lineOf({})).toBe("-# ↩ [a comment that is not public](<https://blog.test/?p=4#comment-1>)");
  });

  it("links to the reply if not even an address is known", () => {
    expect(lineOf({ parentPath: undefined })).toBe(
      "-# ↩ [a comment that is not public](<https://blog.test/2026/rain/#comment-2>)",
    );
  });

  it("links to the address in the answered comment's own record", () => {
    const comment = commentOf("1", { path: "https://elsewhere.test/c/1", html: "<p>Rain.</p>" });
    expect(lineOf({}, { comment })).toBe("-# ↩ [Ada](<https://elsewhere.test/c/1>): Rain.");
  });

  it("distinguishes a deleted comment from one that is not public", () => {
    const [deleted, hidden] = (["deleted", "hidden"] as const).map((visibility) =>
      lineOf({}, { comment: commentOf("1", { visibility }) }),
    );
    expect(deleted).toContain("[a deleted comment]");
    expect(hidden).toContain("[a comment that is not public]");
  });

  it("does not name an author whom the server has muted", () => {
    expect(lineOf({}, { comment: commentOf("1"), isMuted: true })).toBe(
      "-# ↩ [a comment that is not shown here](<https://blog.test/posts/thePost/slug?commentId=1>)",
    );
  });
});

describe("the line below a comment", () => {
  it("has no date if the site gives none", () => {
    const comment = commentOf("2", { postedAtMs: undefined, scores: {} });
    const { parts } = renderComment(comment, { site, parent: undefined, post: undefined }, english);
    expect(parts[0]?.content.split("\n").at(-1)).toBe(
      "-# [Blog](<https://blog.test/posts/thePost/slug?commentId=2>)",
    );
  });

  it("links to the site if a browser cannot open the permalink", () => {
    const comment = commentOf("2", { postedAtMs: undefined, scores: {}, path: "javascript:alert(1)" });
    const { parts } = renderComment(comment, { site, parent: undefined, post: undefined }, english);
    expect(parts[0]?.content.split("\n").at(-1)).toBe("-# [Blog](<https://blog.test/>)");
  });
});
