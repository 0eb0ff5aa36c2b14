import fc from "fast-check";
import { expect, it } from "vitest";
import { cutToLength, piecesOf } from "../../src/text/pieces.ts";

it("cuts a text without halving an emoji", () => {
  expect(cutToLength("a😀b", 2)).toBe("a");
  expect(cutToLength("a😀b", 3)).toBe("a😀");
  expect(cutToLength("a😀", 3)).toBe("a😀");
  expect(cutToLength("a😀", 0)).toBe("");
});

it("cuts a whole text into pieces that fit, without halving a character", () => {
  const texts = fc.string({ unit: fc.constantFrom("a", "é", "😀", "𝟙") });
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 9 }), (text, length) => {
      const pieces = piecesOf(text, length);
      expect(pieces.join("")).toBe(text);
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(length);
        expect(piece.isWellFormed()).toBe(true);
      }
    }),
  );
});
