import { texFromMathml } from "../tex/tex-from-mathml.ts";
import type { Reading } from "./context.ts";
import type { Flow } from "./flow.ts";
import { attribute, type Element } from "./html-tree.ts";

/** Reads a formula in MathML, which browsers draw themselves. */
export function readMath(element: Element, flow: Flow, reading: Reading): void {
  const tex = texFromMathml(element);
  if (tex === "") return;
  reading.formulas.pass(tex);
  if (attribute(element, "display") === "block" || attribute(element, "mode") === "display")
    flow.block({ kind: "display-formula", tex });
  else flow.inline({ kind: "formula", tex });
}
