import { describe, expect, it } from "vitest";
import { accentOf } from "../../../src/discord/kit/cards/accent.ts";

describe("the colour of a site's cards", () => {
  it("is the site's own, or that of its kind", () => {
    expect(accentOf({ name: "lesswrong", kind: "forummagnum" })).toBe(0x5f9b65);
    expect(accentOf({ name: "any", kind: "hackernews" })).toBe(0xff6600);
  });

  it("is otherwise derived from the name: always the same, a valid colour, and rarely that of another", () => {
    const names = Array.from({ length: 200 }, (_, index) => `site-${index}`);
    const colors = names.map((name) => accentOf({ name, kind: "feed" }));
    expect(names.map((name) => accentOf({ name, kind: "feed" }))).toEqual(colors);
    expect(colors.every((color) => Number.isInteger(color) && color >= 0 && color <= 0xffffff)).toBe(true);
    expect(new Set(colors).size).toBeGreaterThan(120);
  });
});
