import type { Reading } from "../../read/context.ts";
import type { Flow } from "../../read/flow.ts";
import { attribute, type Element, hasClass } from "../../read/html-tree.ts";
import { textOf } from "../../read/read-code.ts";

/** Reads the call of a footnote of the block editor, whose note it names by a random id. `false` for any other element. */
export function readNoteCall(element: Element, flow: Flow, { calls }: Reading): boolean {
  const note = attribute(element, "data-fn");
  if (element.name !== "sup" || !hasClass(element, "fn") || note === "") return false;
  const label = textOf(element.children).replace(/\s+/g, "");
  if (label === "") return true;
  flow.inline({ kind: "mark", label });
  if (!calls.has(note)) calls.set(note, label);
  return true;
}
