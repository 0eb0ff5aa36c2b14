import type { ElementRule } from "../../read/context.ts";
import { hasClass } from "../../read/html-tree.ts";
import { textOf } from "../../read/read-code.ts";

/** Reads a formula, which the page draws later: TeX as a formula, AsciiMath as code. */
export const readFormula: ElementRule = (element, flow) => {
  const isTex = hasClass(element, "math");
  if (!isTex && !hasClass(element, "asciimath")) return false;
  const text = textOf(element.children).replace(/\s+/g, " ").trim();
  if (text === "") return true;
  if (!isTex) flow.inline({ kind: "code", text });
  else if (element.name === "div") flow.block({ kind: "display-formula", tex: text });
  else flow.inline({ kind: "formula", tex: text });
  return true;
};
