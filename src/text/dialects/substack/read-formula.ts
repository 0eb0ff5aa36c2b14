import type { ElementRule } from "../../read/context.ts";
import { hasClass } from "../../read/html-tree.ts";
import { dataOf, wordIn } from "./data-of.ts";

/** Reads a formula, whose TeX is among the data in its element. */
export const readFormula: ElementRule = (element, flow) => {
  if (!hasClass(element, "latex-rendered")) return false;
  const tex = wordIn(dataOf(element), "persistentExpression");
  if (tex === "") return false;
  flow.block({ kind: "display-formula", tex });
  return true;
};
