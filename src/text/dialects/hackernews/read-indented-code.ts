import type { Flow } from "../../read/flow.ts";
import type { Element } from "../../read/html-tree.ts";
import { readCodeBlock } from "../../read/read-code.ts";

/**
 * Reads code without the spaces at the beginning of all its lines, which only mark it as code. `false` for any other element.
 */
export function readIndentedCode(element: Element, flow: Flow): boolean {
  if (element.name !== "pre") return false;
  const code = readCodeBlock(element);
  if (code !== undefined) flow.block({ ...code, text: withoutIndent(code.text) });
  return true;
}

function withoutIndent(text: string): string {
  const lines = text.split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(indent)).join("\n");
}
