import type { Block, Inline } from "../document.ts";

/** Returns the inlines of a block, for places that take no blocks: a cell, a title, a caption. */
export function flattenBlock(block: Block): readonly Inline[] {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return block.content;
    case "figure":
      return [block.image, ...block.caption];
    case "code-block":
      return joinLines(block.text.split("\n").map(codeLine));
    case "display-formula":
      return [{ kind: "formula", tex: block.tex }];
    case "list":
      return joinLines(block.items.flatMap((item) => item.blocks.map(flattenBlock)));
    case "quote":
      return joinLines(block.blocks.map(flattenBlock));
    case "spoiler-block":
    case "details": {
      const content = joinLines(block.blocks.map(flattenBlock));
      return content.length > 0 ? [{ kind: "styled", style: "spoiler", content }] : [];
    }
    case "table":
      return joinLines(block.rows.flat());
    case "embed":
      return block.url === undefined
        ? [{ kind: "text", text: block.name }]
        : [{ kind: "link", url: block.url, content: [{ kind: "text", text: block.name }] }];
    case "rule":
      return [];
  }
}

function codeLine(line: string): readonly Inline[] {
  const text = line.replace(/\s+/g, " ").trim();
  return text === "" ? [] : [{ kind: "code", text }];
}

/** Joins lines with breaks and leaves out empty ones. */
export function joinLines(lines: readonly (readonly Inline[])[]): readonly Inline[] {
  return lines
    .filter((line) => line.length > 0)
    .flatMap((line, index) => (index === 0 ? line : [{ kind: "break" } as const, ...line]));
}
