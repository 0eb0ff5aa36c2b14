import type { Block, ListItem } from "../document.ts";
import type { Reading } from "./context.ts";
import type { Flow } from "./flow.ts";
import { attribute, type Element, type HtmlNode } from "./html-tree.ts";

type ReadBlocks = (children: readonly HtmlNode[], reading: Reading) => readonly Block[];

export function readList(element: Element, flow: Flow, reading: Reading, readBlocks: ReadBlocks): void {
  flow.flush();
  const isOrdered = element.name === "ol";
  const items: { number: number; blocks: readonly Block[] }[] = [];
  let number = readNumber(attribute(element, "start")) ?? 1;
  for (const child of element.children) {
    if (typeof child === "string" && child.trim() === "") continue;
    const isItem = typeof child === "object" && child.name === "li";
    const blocks = readBlocks(isItem ? child.children : [child], reading);
    const last = items.at(-1);
    // A list directly inside a list belongs to the item above it.
    if (!isItem && last !== undefined) last.blocks = [...last.blocks, ...blocks];
    else if (blocks.length > 0 || isItem) {
      number = (isItem ? readNumber(attribute(child, "value")) : undefined) ?? number;
      items.push({ number, blocks });
      number++;
    }
  }
  const shown: readonly ListItem[] = items.filter((item) => item.blocks.length > 0);
  if (shown.length > 0) flow.block({ kind: "list", isOrdered, items: shown });
}

/** A list of terms becomes bold terms, each with its explanations as a list. */
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
