import type { ElementRule } from "../../read/context.ts";
import { type HtmlNode, hasClass } from "../../read/html-tree.ts";
import { findElement } from "./find-elements.ts";

/** Reads a box with a title: the title in bold, the rest as a quote. */
export const readCallout: ElementRule = (element, flow, reading, { readBlocks, readInlines }) => {
  if (!hasClass(element, "callout")) return false;
  const title = findElement(element.children, (child) => hasClass(child, "callout__title"));
  const words = title === undefined ? [] : readInlines(title.children, reading);
  const rest = element.children.filter((child: HtmlNode) => child !== title);
  const blocks = readBlocks(rest, reading);
  if (words.length > 0)
    flow.block({ kind: "paragraph", content: [{ kind: "styled", style: "strong", content: words }] });
  if (blocks.length > 0) flow.block({ kind: "quote", blocks });
  return true;
};
