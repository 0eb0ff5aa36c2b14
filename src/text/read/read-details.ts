import type { Readers, Reading } from "./context.ts";
import type { Flow } from "./flow.ts";
import type { Element, HtmlNode } from "./html-tree.ts";

export function readDetails(
  element: Element,
  flow: Flow,
  reading: Reading,
  { readBlocks, readInlines }: Readers,
): void {
  const isSummary = (node: HtmlNode) => typeof node !== "string" && node.name === "summary";
  const summary = element.children.find(isSummary);
  const title = typeof summary === "object" ? readInlines(summary.children, reading) : [];
  const blocks = readBlocks(
    element.children.filter((child) => child !== summary),
    reading,
  );
  flow.flush();
  if (title.length > 0 || blocks.length > 0) flow.block({ kind: "details", title, blocks });
}
