import type { Block } from "../document.ts";
import type { Reading } from "./context.ts";
import type { Flow } from "./flow.ts";
import { attribute, type Element, type HtmlNode, hasClass } from "./html-tree.ts";
import { textOf } from "./read-code.ts";

/** Longer labels are words, and not repeated. */
const longestLabel = 20;

/** Reads the call of a footnote, and drops links from a note back to its call. `false` for any other element. */
export function readMark(element: Element, flow: Flow, { calls }: Reading): boolean {
  if (element.name !== "a" && element.name !== "span" && element.name !== "sup") return false;
  if (isBackLink(element)) return true;
  if (!isMark(element)) return false;
  const label = labelOf(textOf(element.children)) || attribute(element, "data-footnote-index");
  if (label === "") return true;
  flow.inline({ kind: "mark", label });
  const note = noteIdOf(element);
  if (note !== undefined && label.length <= longestLabel && !calls.has(note)) calls.set(note, label);
  return true;
}

function isBackLink(element: Element): boolean {
  const names = attribute(element, "class");
  if (/(?:^|\s)(?:data-)?footnote-back-?(?:link|ref)(?:\s|$)/.test(names)) return true;
  if (element.name !== "a" || !attribute(element, "href").startsWith("#")) return false;
  if (arrow.test(textOf(element.children))) return true;
  if (!/^#(?:user-content-)?fnref/.test(attribute(element, "href"))) return false;
  // Words that lead to a call were written by the author.
  return !/\p{L}{2}/u.test(textOf(element.children)) || attribute(element, "role") === "doc-backlink";
}

/** Matches the text of a link from a note back to its call, as plug-ins write it. */
const arrow = /^\s*[↩↵⤴⏎↑^][\ufe0e\ufe0f\s\d]*$/u;

/** Returns whether a link to a note is its mark: superscript or in brackets. Otherwise its words only mention the note. */
function isMark(element: Element): boolean {
  if (hasClass(element, "footnote-reference") || hasClass(element, "footnote-ref")) return true;
  const words = textOf(element.children).trim();
  if (element.name === "sup") return isOnlyMark(element) && !/\s/.test(words);
  if (element.name !== "a" || !leadsToNote(element)) return false;
  const isCall =
    attribute(element, "role") === "doc-noteref" || /^(?:user-content-)?fnref/.test(attribute(element, "id"));
  return isCall || /^\[[^\s\]]+\]$/.test(words) || onlyChild(element)?.name === "sup";
}

/** Returns the label of the note: repeated calls of the same note are numbered `[1:1]` or `[1-2]`. */
function labelOf(words: string): string {
  return words.replace(/[[\]\s]/g, "").replace(/^(\d+)[:-]\d+$/, "$1");
}

/** Returns the id of the note that a call leads to, by itself or by a link inside. */
function noteIdOf(element: Element): string | undefined {
  const target = /^#(.+)/.exec(attribute(element, "href"))?.[1];
  const only = onlyChild(element);
  return target ?? (only === undefined ? undefined : noteIdOf(only));
}

function leadsToNote(element: Element): boolean {
  return /^#(?:user-content-)?fn/.test(attribute(element, "href"));
}

/** Reads the list of notes at the end of a text. */
export function readFootnotes(
  element: Element,
  reading: Reading,
  readBlocks: (children: readonly HtmlNode[], reading: Reading) => readonly Block[],
): void {
  for (const item of findItems(element)) {
    const blocks = readBlocks(item.children, reading);
    const label =
      attribute(item, "data-footnote-index") ||
      (reading.calls.get(attribute(item, "id")) ?? String(reading.notes.length + 1));
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
  const only = onlyChild(element);
  return only !== undefined && leadsToNote(only) && !isBackLink(only);
}

function onlyChild(element: Element): Element | undefined {
  const inner = element.children.filter((child) => typeof child !== "string" || child.trim() !== "");
  const [only] = inner;
  return inner.length === 1 && typeof only === "object" ? only : undefined;
}
