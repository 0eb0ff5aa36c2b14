import type { Document } from "../../src/text/document.ts";
import { readMessage } from "./discord-reader.ts";
import { expectedView } from "./expected-view.ts";
import { findDifference, type Seen, withoutForm } from "./seen.ts";

/** Stands for the `…` of a bullet that continues from the part before. */
const continuation = "\ue000";

/** Compares what Discord shows of all parts with what the document says; `undefined` if they are the same. */
export function compareParts(document: Document, contents: readonly string[]): string | undefined {
  const shown: Seen = { characters: [], formats: [] };
  contents.forEach((content, index) => {
    const part = withoutContinuation(
      withoutForm(readMessage(index === 0 ? content : markContinuation(content))),
    );
    shown.characters.push(...part.characters);
    shown.formats.push(...part.formats);
  });
  return findDifference(withoutForm(expectedView(document)), shown);
}

const reopenedBullet = /^((?:> |▎ |\|\|| |\n|(?:-|\d+\.) \ue000)*(?:-|\d+\.) )…/;

function markContinuation(content: string): string {
  let text = content;
  while (reopenedBullet.test(text)) text = text.replace(reopenedBullet, `$1${continuation}`);
  return text;
}

/** Removes the number of a continued bullet, which is not another item. */
function withoutContinuation(seen: Seen): Seen {
  const kept: Seen = { characters: [], formats: [] };
  seen.characters.forEach((character, index) => {
    if (character !== continuation) {
      kept.characters.push(character);
      kept.formats.push(seen.formats[index] as Seen["formats"][number]);
    } else if (kept.characters.at(-1) === "⟧") {
      const start = kept.characters.lastIndexOf("⟦");
      kept.characters.length = start;
      kept.formats.length = start;
    }
  });
  return kept;
}
