import type { Element, HtmlNode } from "../../read/html-tree.ts";

/** Finds the first element below the nodes, in the order of the text, that a test accepts. */
export function findElement(
  nodes: readonly HtmlNode[],
  isWanted: (element: Element) => boolean,
): Element | undefined {
  for (const node of nodes) {
    if (typeof node === "string") continue;
    const found = isWanted(node) ? node : findElement(node.children, isWanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Folds the white space of a name or title. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
