import { findAddresses } from "../find-addresses.ts";
import type { Reading } from "./context.ts";
import type { Flow } from "./flow.ts";
import { splitFormulas } from "./split-formulas.ts";

/** Reads a text of the HTML, with its formulas and addresses. */
export function readText(text: string, flow: Flow, reading: Reading): void {
  for (const piece of splitFormulas(text)) {
    if (typeof piece === "string") readWords(piece, flow, reading);
    else if (piece.isDisplay) flow.block({ kind: "display-formula", tex: piece.tex });
    else flow.inline({ kind: "formula", tex: piece.tex });
  }
}

const address = /https?:\/\/\S*/gi;
const softHyphen = "\u00ad";

function readWords(written: string, flow: Flow, reading: Reading): void {
  // Readers do not see where an address may be hyphenated, and no address contains soft hyphens.
  const text = written.includes(softHyphen)
    ? written.replace(address, (found) => found.replaceAll(softHyphen, ""))
    : written;
  let shown = 0;
  for (const { start, end, url } of reading.isInLink ? [] : findAddresses(text)) {
    flow.text(text.slice(shown, start));
    shown = end;
    flow.inside({ kind: "link", url }, () => flow.text(text.slice(start, end)));
  }
  flow.text(shown === 0 ? text : text.slice(shown));
}
