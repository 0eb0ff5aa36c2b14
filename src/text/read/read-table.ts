import type { Cell, Inline } from "../document.ts";
import type { Reading } from "./context.ts";
import type { Flow } from "./flow.ts";
import { attribute, type Element, type HtmlNode } from "./html-tree.ts";

type ReadInlines = (children: readonly HtmlNode[], reading: Reading) => readonly Inline[];

/** Wider spans do not occur in real tables, and would let a few bytes fill the memory. */
const maxSpan = 20;
const maxColumns = 40;

export function readTable(element: Element, flow: Flow, reading: Reading, readInlines: ReadInlines): void {
  flow.flush();
  const captions: Element[] = [];
  const rows = findRows(element, captions);
  for (const caption of captions) {
    const content = readInlines(caption.children, reading);
    if (content.length > 0) flow.block({ kind: "paragraph", content });
  }
  const cells = readRows(rows, (cell) => readInlines(cell.children, reading));
  const first = rows[0];
  const hasHeader =
    first !== undefined && elementsOf(first).every((cell) => cell.name === "th") && cells.length > 1;
  if (cells.some((row) => row.some((cell) => cell.length > 0)))
    flow.block({ kind: "table", hasHeader, rows: cells });
}

function findRows(element: Element, captions: Element[]): readonly Element[] {
  return elementsOf(element).flatMap((child) => {
    if (child.name === "tr") return [child];
    if (child.name === "caption") captions.push(child);
    return child.name === "caption" ? [] : findRows(child, captions);
  });
}

function readRows(rows: readonly Element[], readCell: (cell: Element) => Cell): readonly (readonly Cell[])[] {
  /** Number of rows that a cell from above still covers, by column. */
  const covered: number[] = [];
  return rows.map((row) => {
    const cells: Cell[] = [];
    const skipCovered = () => {
      while ((covered[cells.length] ?? 0) > 0) {
        covered[cells.length] = (covered[cells.length] ?? 0) - 1;
        cells.push([]);
      }
    };
    for (const cell of elementsOf(row)) {
      skipCovered();
      const width = spanOf(cell, "colspan");
      const height = spanOf(cell, "rowspan");
      for (let column = 0; column < width && (column === 0 || cells.length < maxColumns); column++) {
        if (height > 1) covered[cells.length] = height - 1;
        cells.push(column === 0 ? readCell(cell) : []);
      }
    }
    skipCovered();
    return cells;
  });
}

function spanOf(cell: Element, name: string): number {
  const span = Number.parseInt(attribute(cell, name), 10);
  return Number.isNaN(span) ? 1 : Math.max(1, Math.min(maxSpan, span));
}

function elementsOf(element: Element): readonly Element[] {
  return element.children.filter((child) => typeof child === "object");
}
