import type { ElementRule } from "../../read/context.ts";
import { attribute, hasClass } from "../../read/html-tree.ts";
import { textOf } from "../../read/read-code.ts";

/** Reads the call of a footnote and the note itself, which stands at the end of the text with its number as a link. */
export const readFootnote: ElementRule = (element, flow, reading, { readBlocks }) => {
  if (hasClass(element, "footnote-anchor")) {
    const label = textOf(element.children).trim();
    if (label !== "") flow.inline({ kind: "mark", label });
    return true;
  }
  if (!hasClass(element, "footnote")) return false;
  const children = element.children.filter((child) => typeof child !== "string");
  const number = children.find((child) => hasClass(child, "footnote-number"));
  const blocks = readBlocks(
    children.filter((child) => child !== number),
    reading,
  );
  const label = number === undefined ? "" : textOf(number.children).trim();
  const named = label || /^footnote-(\d+)$/.exec(attribute(element, "id"))?.[1];
  if (blocks.length > 0) reading.notes.push({ label: named ?? String(reading.notes.length + 1), blocks });
  return true;
};
