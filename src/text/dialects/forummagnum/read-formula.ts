import type { Reading } from "../../read/context.ts";
import type { Flow } from "../../read/flow.ts";
import { rawTextElements } from "../../read/html-rules.ts";
import { attribute, type Element, type HtmlNode, hasClass } from "../../read/html-tree.ts";
import { textOf } from "../../read/read-code.ts";
import { texFromGlyphs } from "../../tex/tex-from-glyphs.ts";

/**
 * Reads a formula in any of the three renderings the sites have used: `span.mjpage` (TeX in `aria-label` of an inner element),
 * `mjx-container` with `aria-label`, and `mjx-container` without, whose TeX comes from the Markdown or, failing that, from the glyphs.
 * A formula that could not be rendered is shown as its TeX. `false` for any other element and for one without TeX, which are read as words.
 */
export function readFormula(element: Element, flow: Flow, reading: Reading): boolean {
  if (!isFormula(element)) return false;
  const label = findLabel(element);
  if (label !== undefined) reading.formulas.pass(label);
  const tex = label ?? recoverTex(element, reading);
  if (tex === "") return textOf(withoutStyles(element)).trim() === "";
  if (isDisplay(element)) flow.block({ kind: "display-formula", tex });
  else flow.inline({ kind: "formula", tex });
  return true;
}

function isFormula(element: Element): boolean {
  return element.name === "mjx-container" || hasClass(element, "mjpage") || hasClass(element, "mjx-chtml");
}

function isDisplay(element: Element): boolean {
  return (
    attribute(element, "display") === "true" ||
    hasClass(element, "mjpage__block") ||
    hasClass(element, "MJXc-display")
  );
}

function recoverTex(element: Element, reading: Reading): string {
  const glyphs = texFromGlyphs(element);
  return glyphs === "" ? failedTex(element) : (reading.formulas.recall(glyphs) ?? glyphs);
}

/** Reads the TeX from MathJax's error message. */
function failedTex(element: Element): string {
  const words = textOf(withoutStyles(element)).trim();
  const found = /^Invalid LaTeX \$\$?(.+?)(?:\$\$?)?(?:: TeX parse error.*)?$/s.exec(words)?.[1];
  return found?.replace(/\s+/g, " ").trim() ?? "";
}

function withoutStyles({ children }: Element): readonly HtmlNode[] {
  return children.filter((child) => typeof child === "string" || !rawTextElements.has(child.name));
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
