import type { Block, ListItem } from "../document.ts";
import type { Reading } from "./context.ts";
import type { Flow } from "./flow.ts";
import { attribute, type Element, type HtmlNode } from "./html-tree.ts";
import { listStyle, markOf, readCounting } from "./list-marks.ts";

type ReadBlocks = (children: readonly HtmlNode[], reading: Reading) => readonly Block[];

/** A list during reading. Content before its first item belongs to no item. */
interface Reader {
  readonly before: Block[];
  readonly items: { readonly number: number; readonly mark: string | undefined; readonly blocks: Block[] }[];
}

export function readList(element: Element, flow: Flow, reading: Reading, readBlocks: ReadBlocks): void {
  flow.flush();
  const isOrdered = element.name === "ol";
  const { before, items } = readItems(element, (nodes) => readBlocks(nodes, reading));
  for (const block of before) flow.block(block);
  const shown = items
    .filter((item) => item.blocks.length > 0)
    .map(({ mark, ...item }): ListItem => (mark === undefined || !isOrdered ? item : { ...item, mark }));
  if (shown.length > 0) flow.block({ kind: "list", isOrdered, items: shown });
}

function readItems(list: Element, read: (nodes: readonly HtmlNode[]) => readonly Block[]): Reader {
  const { before, items }: Reader = { before: [], items: [] };
  const counting = readCounting(attribute(list, "type"), attribute(list, "style")) ?? "decimal";
  const step = "reversed" in list.attributes ? -1 : 1;
  let number =
    readNumber(attribute(list, "start")) ?? (step < 0 ? list.children.filter(isCounted).length : 1);
  for (const child of list.children) {
    if (typeof child === "string" && child.trim() === "") continue;
    const isItem = typeof child === "object" && child.name === "li";
    const blocks = read(isItem ? [...tickOf(child), ...child.children] : [child]);
    const last = items.at(-1);
    if (isItem && isCounted(child)) {
      number = readNumber(attribute(child, "value")) ?? number;
      const own = readCounting(attribute(child, "type"), attribute(child, "style")) ?? counting;
      items.push({ number, mark: markOf(number, own), blocks: [...blocks] });
      number += step;
    } else if (last !== undefined) {
      // A list directly inside a list belongs to the item above it.
      for (const block of blocks) last.blocks.push(block);
    } else if (isItem || isList(child)) {
      for (const block of blocks) before.push(block);
    } else if (blocks.length > 0) {
      items.push({ number, mark: markOf(number, counting), blocks: [...blocks] });
      number += step;
    }
  }
  return { before, items };
}

/** Returns whether a node is an item with a mark of its own: Lexical and others wrap a nested list in an item without one. */
function isCounted(node: HtmlNode): boolean {
  if (typeof node === "string" || node.name !== "li") return false;
  if (/nested-?list-?item/i.test(attribute(node, "class"))) return false;
  return listStyle(attribute(node, "style")) !== "none" || !node.children.every(isListOrBlank);
}

/** Reads whether an item is done. Lexical marks the item itself; other editors put a box into it. */
function tickOf(item: Element): readonly string[] {
  if (attribute(item, "role") !== "checkbox" || item.children.every(isListOrBlank)) return [];
  return [attribute(item, "aria-checked") === "true" ? "☑ " : "☐ "];
}

function isListOrBlank(node: HtmlNode): boolean {
  return typeof node === "string" ? node.trim() === "" : isList(node);
}

function isList(node: HtmlNode): boolean {
  return typeof node === "object" && /^(?:ol|ul|menu|dir)$/.test(node.name);
}

/** Turns a list of terms into bold terms, each with its explanations as a list. */
export function readTerms(element: Element, flow: Flow, reading: Reading, readBlocks: ReadBlocks): void {
  flow.flush();
  for (const child of element.children) {
    if (typeof child === "string") continue;
    const blocks = readBlocks(child.children, reading);
    if (child.name === "dt") {
      for (const block of blocks) {
        if (block.kind !== "paragraph") flow.block(block);
        else
          flow.block({
            kind: "paragraph",
            content: [{ kind: "styled", style: "strong", content: block.content }],
          });
      }
    } else if (blocks.length > 0) {
      flow.block({ kind: "list", isOrdered: false, items: [{ number: 1, blocks }] });
    }
  }
}

function readNumber(text: string): number | undefined {
  return /^-?\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
}
