import type { Flow } from "./flow.ts";
import { isBlockElement } from "./html-rules.ts";
import { attribute, type Element } from "./html-tree.ts";
import { linesOf, readCodeBlock, textOf } from "./read-code.ts";

export function readPreformatted(element: Element, flow: Flow): void {
  const code = readCodeBlock(element);
  if (code === undefined) return;
  flow.block(holdsSpoiler(element) ? { kind: "spoiler-block", blocks: [code] } : code);
}

export function readInlineCode(element: Element, flow: Flow): void {
  if (holdsSpoiler(element)) flow.inside({ kind: "styled", style: "spoiler" }, () => addCode(element, flow));
  else addCode(element, flow);
}

/** Turns each block inside into code. */
function addCode(element: Element, flow: Flow): void {
  const lines = holdsBlocks(element) ? linesOf(element.children).split("\n") : [textOf(element.children)];
  for (const [index, line] of lines.entries()) {
    if (index > 0) flow.flush();
    const text = line.replace(/\s+/g, " ").trim();
    if (text !== "") flow.inline({ kind: "code", text });
  }
}

/** Returns whether code contains a spoiler. Code is hidden as a whole or not at all. */
function holdsSpoiler({ children }: Element): boolean {
  return children.some(
    (child) =>
      typeof child === "object" && (attribute(child, "class").includes("spoiler") || holdsSpoiler(child)),
  );
}

function holdsBlocks({ children }: Element): boolean {
  return children.some(
    (child) => typeof child === "object" && (isBlockElement(child.name) || holdsBlocks(child)),
  );
}
