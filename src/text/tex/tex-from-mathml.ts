import type { Element, HtmlNode } from "../read/html-tree.ts";
import { accentCommands, commandOf } from "./command-of.ts";
import { functions } from "./symbols.ts";

/** Returns the TeX of a `math` element: its source if it contains it, otherwise TeX made from its elements. */
export function texFromMathml(math: Element): string {
  const noted = annotationOf(math) ?? texOf(math.attributes.alttext ?? "");
  return (noted ?? read(math)).replace(/\s+/g, " ").trim();
}

function annotationOf(element: Element): string | undefined {
  for (const child of elementsOf(element)) {
    const isTex = child.name === "annotation" && /tex/i.test(child.attributes.encoding ?? "");
    const found = isTex ? textIn(child) : annotationOf(child);
    if (found?.trim()) return found;
  }
  return undefined;
}

/** Accepts an annotation only if it looks like TeX; other annotations may be words. */
function texOf(text: string): string | undefined {
  const bare = /^\s*\{\\displaystyle\s(.*)\}\s*$/s.exec(text)?.[1] ?? text;
  return /[\\^_{}]/.test(bare) ? bare : undefined;
}

function read(element: Element): string {
  const parts = elementsOf(element);
  const [base = "", second = "", third = ""] = parts.slice(0, 3).map(read);
  switch (element.name) {
    case "mi":
      return identifier(textIn(element).trim(), element.attributes.mathvariant ?? "");
    case "mn":
      return textIn(element).trim();
    case "mo":
      return signs(textIn(element).trim());
    case "mtext":
    case "ms":
    case "merror":
      return words(textIn(element));
    case "mspace":
      return "\\ ";
    case "mphantom":
    case "annotation":
    case "annotation-xml":
      return "";
    case "semantics":
      return base;
    case "msup":
      return `${grouped(base)}^{${second}}`;
    case "msub":
      return `${grouped(base)}_{${second}}`;
    case "msubsup":
      return `${grouped(base)}_{${second}}^{${third}}`;
    case "munder":
      return below(base, second);
    case "mover":
      return above(base, second);
    case "munderover":
      return `${grouped(base)}_{${second}}^{${third}}`;
    case "mmultiscripts":
      return multiscripts(parts);
    case "mfrac":
      return element.attributes.linethickness?.startsWith("0")
        ? `\\binom{${base}}{${second}}`
        : `\\frac{${base}}{${second}}`;
    case "msqrt":
      return `\\sqrt{${inRow(parts)}}`;
    case "mroot":
      return `\\sqrt[${second}]{${base}}`;
    case "mfenced":
      return fenced(element, parts);
    case "mtable":
      return `\\begin{matrix}${parts.map(read).join(" \\\\ ")}\\end{matrix}`;
    case "mtr":
    case "mlabeledtr":
      return parts.map(read).join(" & ");
    default:
      // Text outside these elements comes from a removed note, unless there is nothing else.
      return parts.length === 0 ? textIn(element) : inRow(parts);
  }
}

/** Joins parts of a row. Numbers with an invisible multiplication between them would read as one number. */
function inRow(parts: readonly Element[]): string {
  let row = "";
  let isProduct = false;
  for (const part of parts) {
    const tex = read(part);
    const isNumber = isProduct && /\d$/.test(row) && /^\d/.test(tex);
    row += isNumber ? `\\cdot ${tex}` : tex;
    isProduct = part.name === "mo" && textIn(part).trim() === "\u2062";
  }
  return row;
}

function identifier(name: string, variant: string): string {
  if (variant === "double-struck") return `\\mathbb{${name}}`;
  if (functions.has(name)) return `\\${name} `;
  return /^[A-Za-z]{2,}$/.test(name) ? `\\mathrm{${name}}` : signs(name);
}

function signs(text: string): string {
  let tex = "";
  for (const sign of text) tex += signOf(sign);
  return tex;
}

function signOf(sign: string): string {
  // Function application, invisible times, separator and plus.
  if (/[\u2061-\u2064]/.test(sign)) return "";
  if (sign === "−") return "-";
  if ("{}%$&#_".includes(sign)) return `\\${sign}`;
  if (sign === "\\") return "\\backslash ";
  const command = commandOf.get(sign);
  return command === undefined ? sign : `\\${command} `;
}

function words(text: string): string {
  const line = text.replace(/\s+/g, " ").replace(/[\\{}$]/g, "");
  return line.trim() === "" ? (line === "" ? "" : "\\ ") : `\\text{${line}}`;
}

function below(base: string, under: string): string {
  return isOperator(base) ? `${base}_{${under}}` : `\\underset{${under}}{${base}}`;
}

function above(base: string, over: string): string {
  const accent = accentCommands.get(over.trim());
  if (accent !== undefined) return `\\${accent}{${base}}`;
  return isOperator(base) ? `${base}^{${over}}` : `\\overset{${over}}{${base}}`;
}

function isOperator(base: string): boolean {
  return /^\\[A-Za-z]+ ?$/.test(base);
}

function multiscripts(parts: readonly Element[]): string {
  const [base, ...scripts] = parts;
  const split = scripts.findIndex(({ name }) => name === "mprescripts");
  const behind = split < 0 ? scripts : scripts.slice(0, split);
  const before = split < 0 ? [] : scripts.slice(split + 1);
  const inFront = before.length === 0 ? "" : `{}${scriptsOf(before)}`;
  return `${inFront}${grouped(base === undefined ? "" : read(base))}${scriptsOf(behind)}`;
}

function scriptsOf(parts: readonly Element[]): string {
  const [lower, upper] = [0, 1].map((rest) =>
    parts
      .filter((_, index) => index % 2 === rest)
      .map(read)
      .join(""),
  );
  return `${lower ? `_{${lower}}` : ""}${upper ? `^{${upper}}` : ""}`;
}

function fenced({ attributes }: Element, parts: readonly Element[]): string {
  const separators = [...(attributes.separators ?? ",").replace(/\s/g, "")];
  const inner = parts.map((part, index) => {
    const separator = separators[Math.min(index, separators.length) - 1] ?? separators.at(-1) ?? "";
    return (index === 0 ? "" : signs(separator)) + read(part);
  });
  return `${signs(attributes.open ?? "(")}${inner.join("")}${signs(attributes.close ?? ")")}`;
}

/** Groups TeX for the symbols above or below it. */
function grouped(tex: string): string {
  const isOne =
    tex.length === 1 || isOperator(tex) || /^\\[A-Za-z]+\{[^{}]*\}$/.test(tex) || /^\d+$/.test(tex);
  return isOne ? tex : `{${tex}}`;
}

function textIn({ children }: Element): string {
  let text = "";
  for (const child of children) text += typeof child === "string" ? child : textIn(child);
  return text;
}

function elementsOf({ children }: Element): readonly Element[] {
  return children.filter((child: HtmlNode) => typeof child === "object");
}
