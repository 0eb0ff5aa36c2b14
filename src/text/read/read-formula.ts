import { texFromGlyphs } from "../tex/tex-from-glyphs.ts";
import type { Reading } from "./context.ts";
import type { Flow } from "./flow.ts";
import { attribute, type Element, hasClass } from "./html-tree.ts";

/**
 * Reads a formula in any of the three renderings the sites have used: `span.mjpage` (TeX in `aria-label` of an inner element),
 * `mjx-container` with `aria-label`, and `mjx-container` without, whose TeX comes from the Markdown or, failing that, from the glyphs.
 */
export function readFormula(element: Element, flow: Flow, reading: Reading): boolean {
  const isContainer = element.name === "mjx-container";
  if (!isContainer && !hasClass(element, "mjpage") && !hasClass(element, "mjx-chtml")) return false;
  const tex = findLabel(element);
  if (tex !== undefined) reading.formulas.pass(tex);
  const shown = tex ?? recoverTex(element, reading);
  const isDisplay =
    attribute(element, "display") === "true" ||
    hasClass(element, "mjpage__block") ||
    hasClass(element, "MJXc-display");
  if (shown === "") return true;
  if (isDisplay) flow.block({ kind: "display-formula", tex: shown });
  else flow.inline({ kind: "formula", tex: shown });
  return true;
}

function recoverTex(element: Element, reading: Reading): string {
  const glyphs = texFromGlyphs(element);
  return reading.formulas.recall(glyphs) ?? glyphs;
}

function findLabel(element: Element): string | undefined {
  const label = attribute(element, "aria-label").replace(/\s+/g, " ").trim();
  if (label !== "") return label;
  for (const child of element.children) {
    const found = typeof child === "string" || child.name === "style" ? undefined : findLabel(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
