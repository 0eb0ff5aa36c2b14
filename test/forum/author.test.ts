import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { authorOfName } from "../../src/forum/author.ts";
import { longestReference, parseReference } from "../../src/forum/reference.ts";
import { longestSiteName } from "../../src/forum/site.ts";

function referenceOf(name: string, database = "blog"): string | undefined {
  return authorOfName(database, name)?.reference;
}

describe("an author who has only a name", () => {
  it("has that name as their handle, and no page", () => {
    expect(authorOfName("blog", " O'Neil & <b>Sons</b> ")).toEqual({
      reference: expect.stringMatching(/^blog:user:name-[\w-]{12}$/),
      identity: "name",
      handle: "O'Neil & <b>Sons</b>",
      name: "O'Neil & <b>Sons</b>",
      avatarUrl: undefined,
      path: undefined,
    });
  });

  it("stands for everyone on the site who signs with that name, however they write it", () => {
    for (const same of [
      "carol smith",
      "CAROL SMITH",
      " Carol  Smith",
      "Carol\u00a0Smith",
      "Ca\u200brol Smith",
    ])
      expect(referenceOf(same)).toBe(referenceOf("Carol Smith"));
    expect(referenceOf("Carol Smyth")).not.toBe(referenceOf("Carol Smith"));
  });

  it("is a different author on another site", () => {
    expect(referenceOf("Carol", "other")).not.toBe(referenceOf("Carol"));
  });

  it("does not exist without a visible character", () => {
    for (const empty of ["", "  ", "\u200b", "\u2066\u2069"]) expect(referenceOf(empty)).toBeUndefined();
  });

  it("has a reference that fits into a button, whatever the name", () => {
    const database = "a".repeat(longestSiteName);
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (name) => {
        const reference = referenceOf(`x${name}`, database) ?? "";
        expect(parseReference(reference)?.kind).toBe("user");
        expect(reference.length).toBeLessThanOrEqual(longestReference);
      }),
    );
  });
});
