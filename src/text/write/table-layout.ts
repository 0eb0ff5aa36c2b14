import type { Cell, Inline, Table } from "../document.ts";
import { closeDirections } from "../readable-line.ts";
import { texToUnicode } from "../tex/tex-to-unicode.ts";

/** Characters of a code block that a phone shows on one line. */
const phoneWidth = 38;
const gap = " │ ".length;

/** Returns whether a code block can show the table, aligned, without losing a link, a picture or a line. */
export function fitsPhone(table: Table): boolean {
  const widths = columnWidths(table);
  const total = widths.reduce((sum, width) => sum + width, 0) + gap * Math.max(0, widths.length - 1);
  return total <= phoneWidth && table.rows.every((row) => row.every(isPlainCell));
}

/** Returns the lines of the table with aligned columns. */
export function layOutTable(table: Table): readonly string[] {
  const widths = columnWidths(table);
  const lines = table.rows.map((row) =>
    widths
      .map((width, column) => pad(cellText(row[column] ?? []), width))
      .join(" │ ")
      .trimEnd(),
  );
  if (!table.hasHeader) return lines;
  const [header = "", ...body] = lines;
  return [header, widths.map((width) => "─".repeat(width)).join("─┼─"), ...body];
}

/** Returns the words of a cell, in a form that a code block can show. */
export function cellText(cell: Cell): string {
  return closeDirections(cell.map(inlineText).join(""));
}

function inlineText(item: Inline): string {
  switch (item.kind) {
    case "text":
    case "code":
      return item.text;
    case "styled":
      return cellText(item.content);
    case "formula":
      return texToUnicode(item.tex) ?? item.tex;
    default:
      return "";
  }
}

function isPlainCell(cell: Cell): boolean {
  return cell.every((item) => {
    if (item.kind === "text") return true;
    if (item.kind === "code") return true;
    if (item.kind === "formula") return texToUnicode(item.tex) !== undefined;
    if (item.kind !== "styled") return false;
    return (
      item.style !== "spoiler" &&
      item.style !== "superscript" &&
      item.style !== "subscript" &&
      isPlainCell(item.content)
    );
  });
}

function columnWidths(table: Table): readonly number[] {
  const widths: number[] = [];
  for (const row of table.rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, widthOf(cellText(cell)));
    });
  }
  return widths;
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** Counts the columns that a text takes up in a fixed-width font; East Asian letters take two. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
}
