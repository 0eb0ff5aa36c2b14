import type { Readers, Reading } from "../../read/context.ts";
import type { Flow } from "../../read/flow.ts";
import { type Element, type HtmlNode, hasClass } from "../../read/html-tree.ts";
import { readFigure } from "../../read/read-figure.ts";

/** Reads a picture with its caption as older themes write it, without `<figure>`. `false` for any other element. */
export function readCaption(
  element: Element,
  flow: Flow,
  reading: Reading,
  { readInlines }: Readers,
): boolean {
  if (element.name !== "div" || !hasClass(element, "wp-caption")) return false;
  const children = element.children.map(asFigcaption);
  return readFigure({ ...element, name: "figure", children }, flow, reading, readInlines);
}

function asFigcaption(node: HtmlNode): HtmlNode {
  return typeof node === "object" && hasClass(node, "wp-caption-text")
    ? { ...node, name: "figcaption" }
    : node;
}
