import type { ElementRule } from "../../read/context.ts";
import { hasClass } from "../../read/html-tree.ts";

/** Reads the checkbox of a task. */
export const readTick: ElementRule = (element, flow) => {
  if (!hasClass(element, "chcklst-box")) return false;
  flow.text(hasClass(element, "checked") ? "☑" : "☐");
  return true;
};
