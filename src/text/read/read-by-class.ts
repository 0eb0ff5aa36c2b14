import type { ElementRule } from "./context.ts";
import { attribute, hasClass, noAttributes } from "./html-tree.ts";
import { readEmbed } from "./read-embed.ts";
import { readFootnotes, readMark } from "./read-footnotes.ts";
import { readStyled } from "./read-styled.ts";

/** Reads markup that editors and plug-ins of many sites write; a class or data attribute on any element identifies it. */
export const readByClass: ElementRule = (element, flow, reading, readers) => {
  const names = element.attributes.class ?? "";
  if (readMark(element, flow, reading)) return true;
  if (element.attributes === noAttributes && element.name !== "iframe") return false;
  if (names.includes("spoiler") && element.name === "span") {
    readStyled("spoiler", element, flow, reading, readers);
    return true;
  }
  if (names.includes("spoiler")) {
    const blocks = readers.readBlocks(element.children, reading);
    flow.flush();
    if (blocks.length > 0) flow.block({ kind: "spoiler-block", blocks });
    return true;
  }
  if (
    names.includes("footnotes") ||
    names.includes("footnote-section") ||
    attribute(element, "role") === "doc-endnotes"
  ) {
    readFootnotes(element, reading, readers.readBlocks);
    return true;
  }
  // KaTeX draws a second copy of its MathML.
  if (hasClass(element, "katex-html")) return true;
  return readEmbed(element, flow, reading);
};
