import { readAddress } from "../web-address.ts";
import type { Reading } from "./context.ts";
import type { Flow } from "./flow.ts";

/** TeX that the site failed to render and left in the text, or an address that nobody linked. Bounded, so that no text costs quadratic time. */
const special =
  /\\\((.{1,800}?)\\\)|\\\[([\s\S]{1,800}?)\\\]|Invalid LaTeX \$\$?(.{1,800}?)\$\$?:?|\bhttps?:\/\/[^\s<>"]*[^\s<>".,:;!?'’”*_|~`\\\]]/g;

/** Reads a text of the HTML; formulas and addresses in it become what they are. */
export function readText(text: string, flow: Flow, reading: Reading): void {
  let end = 0;
  const isOrdinary = !text.includes("\\") && !text.includes("://") && !text.includes("Invalid LaTeX");
  for (const match of isOrdinary ? [] : text.matchAll(special)) {
    const [found, inline, display, invalid] = match;
    const tex = inline ?? display ?? invalid;
    const length = tex === undefined ? addressLength(found) : found.length;
    const url =
      tex === undefined && !reading.isInLink ? readAddress(found.slice(0, length), undefined) : undefined;
    if (tex === undefined && url === undefined) continue;
    flow.text(text.slice(end, match.index));
    end = match.index + length;
    if (display !== undefined) flow.block({ kind: "display-formula", tex: display.trim() });
    else if (tex !== undefined) flow.inline({ kind: "formula", tex: tex.trim() });
    else if (url !== undefined) {
      const words = text.slice(match.index, end);
      flow.inside(
        (content) => ({ kind: "link", url, content }),
        () => flow.text(words),
      );
    }
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
