import type { Block } from "../document.ts";
import type { Reading } from "./context.ts";
import type { Flow } from "./flow.ts";
import { attribute, type Element, type HtmlNode, hasClass } from "./html-tree.ts";
import { textOf } from "./read-code.ts";

/** Reads the call of a footnote; links from a note back to its call are dropped. `false` for any other element. */
export function readMark(element: Element, flow: Flow): boolean {
  if (element.name === "a" || element.name === "span" || element.name === "sup") {
    if (hasClass(element, "footnote-back-link") || hasClass(element, "footnote-backref")) return true;
    const address = element.name === "a" ? attribute(element, "href") : "";
    if (address.startsWith("#fnref")) return true;
    const isMark =
      address.startsWith("#fn") ||
      hasClass(element, "footnote-reference") ||
      hasClass(element, "footnote-ref");
    if (!isMark && !(element.name === "sup" && isOnlyMark(element))) return false;
    const label =
      textOf(element.children).replace(/[[\]\s]/g, "") || attribute(element, "data-footnote-index");
    if (label !== "") flow.inline({ kind: "mark", label });
    return true;
  }
  return false;
}

/** Reads the list of notes at the end of a text. */
export function readFootnotes(
  element: Element,
  reading: Reading,
  readBlocks: (children: readonly HtmlNode[], reading: Reading) => readonly Block[],
): void {
  for (const item of findItems(element)) {
    const blocks = readBlocks(item.children, reading);
    const label = attribute(item, "data-footnote-index") || String(reading.notes.length + 1);
    if (blocks.length > 0) reading.notes.push({ label, blocks });
  }
}

function findItems(element: Element): readonly Element[] {
  return element.children.flatMap((child) => {
    if (typeof child === "string") return [];
    return child.name === "li" ? [child] : findItems(child);
  });
}

function isOnlyMark(element: Element): boolean {
  const inner = element.children.filter((child) => typeof child !== "string" || child.trim() !== "");
  const [only] = inner;
  return inner.length === 1 && typeof only === "object" && attribute(only, "href").startsWith("#fn");
}
