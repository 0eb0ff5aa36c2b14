import { attribute, type Element, hasClass } from "../../read/html-tree.ts";

/** Notes for editors, which no reader sees. */
const remarks: ReadonlySet<string> = new Set(["unset", "hidden", "todo", "fixme", "comment"]);
/** Conditions that a visitor does not meet, unless they are inverted. */
const conditions: ReadonlySet<string> = new Set(["knowsRequisite", "wantsRequisite", "ifPathBeforeOrAfter"]);

/** Returns whether a block is shown only to readers who meet a condition that visitors do not. */
export function isHiddenFromVisitors(element: Element): boolean {
  if (!hasClass(element, "conditionallyVisibleBlock")) return false;
  if (hasClass(element, "defaultHidden")) return true;
  if (hasClass(element, "defaultVisible")) return false;
  const written = attribute(element, "data-visibility");
  const type = /"type"\s*:\s*"(\w+)"/.exec(written)?.[1] ?? "";
  const isInverted = /"inverted"\s*:\s*true/.test(written);
  return remarks.has(type) || (conditions.has(type) && !isInverted);
}
