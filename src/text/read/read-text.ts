import { readAddress } from "../web-address.ts";
import type { Reading } from "./context.ts";
import type { Flow } from "./flow.ts";
import { splitFormulas } from "./split-formulas.ts";

/** An address that nobody linked. */
const bareAddress = /\bhttps?:\/\/[^\s<>"]*[^\s<>".,:;!?'’”*_|~`\\\]]/g;

/** Reads a text of the HTML; formulas and addresses in it become what they are. */
export function readText(text: string, flow: Flow, reading: Reading): void {
  for (const piece of splitFormulas(text)) {
    if (typeof piece === "string") readWords(piece, flow, reading);
    else if (piece.isDisplay) flow.block({ kind: "display-formula", tex: piece.tex });
    else flow.inline({ kind: "formula", tex: piece.tex });
  }
}

function readWords(text: string, flow: Flow, reading: Reading): void {
  let end = 0;
  const isOrdinary = reading.isInLink || !text.includes("://");
  for (const match of isOrdinary ? [] : text.matchAll(bareAddress)) {
    const [found] = match;
    const length = addressLength(found);
    const url = readAddress(found.slice(0, length), undefined);
    if (url === undefined) continue;
    flow.text(text.slice(end, match.index));
    end = match.index + length;
    const words = text.slice(match.index, end);
    flow.inside(
      (content) => ({ kind: "link", url, content }),
      () => flow.text(words),
    );
  }
  flow.text(end === 0 ? text : text.slice(end));
}

/** Closing brackets at the end belong to the sentence unless the address opened them. */
function addressLength(address: string): number {
  let length = address.length;
  const opened = address.split("(").length;
  let closed = address.split(")").length;
  while (address.charAt(length - 1) === ")" && closed > opened) {
    length--;
    closed--;
  }
  return length;
}
