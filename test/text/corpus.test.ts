import { describe, expect, it } from "vitest";
import { readHtml } from "../../src/text/read-html.ts";
import { renderParts } from "../../src/text/render-parts.ts";
import { writeDocument } from "../../src/text/write/write-document.ts";
import { noRealData } from "../skip-reasons.ts";
import { findFault } from "./check-html.ts";
import { hasCorpus, readCorpus } from "./corpus.ts";

describe.skipIf(!hasCorpus)(`every comment of the corpus ${noRealData}`, () => {
  const comments = hasCorpus ? readCorpus() : [];
  const long = comments.filter(({ html }) => writeDocument(readHtml(html)).text.length > 2000);

  it("reads in Discord as it was written", () => {
    const faults = comments.flatMap(
      ({ id, html, markdown }) => findFault(html, { markdown })?.concat(` in ${id}`) ?? [],
    );
    expect(faults).toEqual([]);
  });

  it("takes as few parts as its length allows, or one more in a tenth of the cases", () => {
    const excess = long.map(({ html }) => {
      const document = readHtml(html);
      return renderParts(document).length - Math.ceil(writeDocument(document).text.length / 2000);
    });
    expect(Math.max(...excess)).toBeLessThanOrEqual(1);
    expect(excess.filter((each) => each <= 0).length / excess.length).toBeGreaterThanOrEqual(0.9);
  });

  it("changes at most two parts when one word changes, in nine of ten cases", () => {
    const changes = long.flatMap(({ html }) => {
      const posted = contentsOf(html, []);
      return [0.1, 0.3, 0.5, 0.7, 0.9].map((place) =>
        countChanges(posted, contentsOf(changeWord(html, place), posted)),
      );
    });
    expect(changes.filter((count) => count <= 2).length / changes.length).toBeGreaterThanOrEqual(0.9);
  });
});

function contentsOf(html: string, previous: readonly string[]): readonly string[] {
  return renderParts(readHtml(html), { previous }).map((part) => part.content);
}

/** Replaces the word at this place in the text, in tenths, by a longer one. */
function changeWord(html: string, place: number): string {
  const words = [...html.matchAll(/(?<=>[^<]*)\b[a-z]{4,}\b(?=[^<>]*<)/g)];
  const word = words[Math.floor(words.length * place)];
  if (word === undefined) return html;
  return `${html.slice(0, word.index)}considerably${html.slice(word.index + word[0].length)}`;
}

function countChanges(before: readonly string[], behind: readonly string[]): number {
  const indexes = Array.from({ length: Math.max(before.length, behind.length) }, (_, index) => index);
  return indexes.filter((index) => before[index] !== behind[index]).length;
}
