import type { Readers, Reading } from "../../read/context.ts";
import type { Flow } from "../../read/flow.ts";
import { attribute, type Element, type HtmlNode, hasClass } from "../../read/html-tree.ts";
import { textOf } from "../../read/read-code.ts";

/** Reads the words of a language model or another speaker of a dialogue, under their name; `false` for any other element. */
export function readSpeaker(
  element: Element,
  flow: Flow,
  reading: Reading,
  { readBlocks }: Readers,
): boolean {
  const isMachine = hasClass(element, "llm-content-block");
  if (!isMachine && !hasClass(element, "dialogue-message")) return false;
  const name = isMachine
    ? attribute(element, "data-model-name") || "Language model"
    : headerOf(element) || attribute(element, "display-name").trim();
  const blocks = readBlocks(
    element.children.filter((child) => !isHeader(child)),
    reading,
  );
  flow.flush();
  if (name !== "") {
    const content = [{ kind: "text", text: `${name}:` }] as const;
    flow.block({ kind: "paragraph", content: [{ kind: "styled", style: "strong", content }] });
  }
  if (isMachine && blocks.length > 0) flow.block({ kind: "quote", blocks });
  else for (const block of blocks) flow.block(block);
  return true;
}

/** The server writes the name above a speaker's words. */
function headerOf(message: Element): string {
  return textOf(message.children.filter(isHeader)).replace(/\s+/g, " ").replace(/:\s*$/, "").trim();
}

function isHeader(node: HtmlNode): boolean {
  return typeof node === "object" && hasClass(node, "dialogue-message-header");
}
