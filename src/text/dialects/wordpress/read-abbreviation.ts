import type { Readers, Reading } from "../../read/context.ts";
import type { Flow } from "../../read/flow.ts";
import { attribute, type Element } from "../../read/html-tree.ts";
import { textOf } from "../../read/read-code.ts";

/** Reads an abbreviation that visitors may explain, with its explanation in brackets. `false` for any other element. */
export function readAbbreviation(
  element: Element,
  flow: Flow,
  reading: Reading,
  { readChildren }: Readers,
): boolean {
  if (element.name !== "abbr" && element.name !== "acronym") return false;
  const words = attribute(element, "title").replace(/\s+/g, " ").trim();
  readChildren(element.children, flow, reading);
  if (words !== "" && words !== textOf(element.children).trim()) flow.text(` (${words})`);
  return true;
}
