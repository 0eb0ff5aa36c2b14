import type { Element, HtmlNode } from "../read/html-tree.ts";

/**
 * Rebuilds TeX from MathJax's CHTML, where every glyph is an element named after its code point (`mjx-c1D461` is 𝑡) and the structure
 * is in the element names (`mjx-msup`). A last resort: spacing and fonts are lost.
 */
export function texFromGlyphs(element: Element): string {
  return read(element).replace(/\s+/g, " ").trim();
}

function read(node: HtmlNode): string {
  if (typeof node === "string") return "";
  const parts = node.children.filter((child) => typeof child === "object");
  const inner = () => parts.map(read).join("");
  const scripts = () =>
    parts
      .slice(1)
      .map(read)
      .filter((part) => part !== "");
  switch (node.name) {
    case "style":
    case "mjx-assistive-mml":
      return "";
    case "mjx-merror": {
      const complaint = (node.attributes["data-mjx-error"] ?? "").replace(/[\\{}$]/g, "");
      return complaint === "" ? inner() : `\\text{${complaint}}`;
    }
    case "mjx-c":
      return glyph(node.attributes.class ?? "");
    case "mjx-msup":
      return `${read(parts[0] ?? "")}^{${scripts().join("")}}`;
    case "mjx-msub":
    case "mjx-munder":
      return `${read(parts[0] ?? "")}_{${scripts().join("")}}`;
    case "mjx-mfrac":
      return `\\frac{${findPart(node, "mjx-num")}}{${findPart(node, "mjx-den")}}`;
    case "mjx-msqrt":
      return `\\sqrt{${findPart(node, "mjx-box") || inner()}}`;
    default:
      return inner();
  }
}

function findPart(element: Element, name: string): string {
  for (const child of element.children) {
    if (typeof child === "string") continue;
    const found = child.name === name ? read(child) : findPart(child, name);
    if (found !== "") return found;
  }
  return "";
}

function glyph(names: string): string {
  const code = Number.parseInt(/mjx-c([0-9A-F]+)/.exec(names)?.[1] ?? "", 16);
  if (Number.isNaN(code) || code > 0x10ffff) return "";
  const shown = String.fromCodePoint(code).normalize("NFKC");
  return "{}\\$%&#_^~".includes(shown) ? `\\${shown}` : shown;
}
