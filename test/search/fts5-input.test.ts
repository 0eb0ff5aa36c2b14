import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currentFolding } from "../../src/search/foldings.ts";
import { readWords } from "../../src/text/folding/read-words.ts";

describe("the input for FTS5", () => {
  it("contains the words of a text, whether or not they need folding", () => {
    const piece = fc.constantFrom(
      "Plain",
      " ",
      "-",
      "’",
      "—",
      "x^2",
      "_",
      "é",
      "価値",
      "\n",
      "a1",
      '"',
      "🎉",
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join("")),
        (written) => {
          const tokens = currentFolding.write(written).match(/[A-Za-z0-9\u0080-\uffff]+/g) ?? [];
          expect(tokens.map((token) => token.toLowerCase())).toEqual(
            readWords(written).map(({ folded }) => folded),
          );
        },
      ),
    );
  });
});
