import type { Block, Inline, Paragraph } from "../../document.ts";
import { isQuoted } from "../arrange-quotes.ts";

/**
 * Makes a paragraph of its own from each line that begins with `>`: the answer often stands on the next line, not in the next
 * paragraph.
 */
export function splitQuotedLines(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap<Block>((block) => (block.kind === "paragraph" ? splitParagraph(block) : [block]));
}

function splitParagraph(paragraph: Paragraph): readonly Paragraph[] {
  const lines = linesOf(paragraph.content);
  if (lines.length < 2 || !lines.some(isQuoted)) return [paragraph];
  const groups: Inline[][] = [];
  let isOpen = false;
  for (const line of lines) {
    const group = groups.at(-1);
    if (isOpen && !isQuoted(line) && group !== undefined) group.push({ kind: "break" }, ...line);
    else groups.push([...line]);
    isOpen = !isQuoted(line);
  }
  return groups.filter((content) => content.length > 0).map((content) => ({ kind: "paragraph", content }));
}

function linesOf(content: readonly Inline[]): readonly (readonly Inline[])[] {
  const lines: Inline[][] = [[]];
  for (const inline of content) {
    if (inline.kind === "break") lines.push([]);
    else lines.at(-1)?.push(inline);
  }
  return lines;
}
