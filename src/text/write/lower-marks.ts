import type { Block, Inline, List, ListItem } from "../document.ts";

/** Returns whether Discord can show the marks of a list: it counts from 1 and knows no letters. */
export function canBeNumbered(list: List): boolean {
  return !list.isOrdered || list.items.every(isNumbered);
}

/** Returns the mark of an item as a reader sees it. */
function markOf({ mark, number }: ListItem): string {
  return `${mark ?? number}.`;
}

/** Writes the marks of a list as text: in lines of text or, inside a list, in bullets that begin with them. */
export function lowerMarks(list: List, isInList: boolean): readonly Block[] {
  const items = list.items.map((item) => ({ ...item, blocks: withMark(item) }));
  if (isInList) return [{ kind: "list", isOrdered: false, items }];
  const blocks: Block[] = [];
  let lines: Inline[] = [];
  const flush = () => {
    if (lines.length > 0) blocks.push({ kind: "paragraph", content: lines });
    lines = [];
  };
  for (const {
    blocks: [first, ...rest],
  } of items) {
    if (first?.kind !== "paragraph") continue;
    if (lines.length > 0) lines.push({ kind: "break" });
    for (const item of first.content) lines.push(item);
    if (rest.length === 0) continue;
    flush();
    for (const block of rest) blocks.push(...lowerNested(block));
  }
  flush();
  return blocks;
}

/** Below a line of text, only the bullets of a list show its depth. */
function lowerNested(block: Block): readonly Block[] {
  return block.kind === "list" && !canBeNumbered(block) ? lowerMarks(block, true) : [block];
}

/** Starts an item with a paragraph that begins with the mark. */
function withMark(item: ListItem): readonly Block[] {
  const [first, ...rest] = item.blocks;
  const mark = { kind: "text", text: `${markOf(item)} ` } as const;
  if (first?.kind === "paragraph") return [{ ...first, content: [mark, ...first.content] }, ...rest];
  if (first?.kind === "heading") {
    const content: readonly Inline[] = [mark, { kind: "styled", style: "strong", content: first.content }];
    return [{ kind: "paragraph", content }, ...rest];
  }
  return [{ kind: "paragraph", content: [{ kind: "text", text: markOf(item) }] }, ...item.blocks];
}

function isNumbered({ mark, number }: ListItem): boolean {
  return mark === undefined && number >= 1 && number <= 1_000_000_000;
}
