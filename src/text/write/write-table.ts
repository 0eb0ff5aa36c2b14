import type { Table } from "../document.ts";
import { breakPings, joiner } from "../escape.ts";
import { type Context, enterFence } from "./context.ts";
import type { Sheet } from "./sheet.ts";
import { layOutTable } from "./table-layout.ts";

/** Writes a table narrow enough for a phone as a code block. */
export function writeTable(sheet: Sheet, table: Table, context: Context): void {
  let text = sheet.breakLinks(breakPings(layOutTable(table).join("\n"))).replace(/``(?=`)/g, `\`\`${joiner}`);
  if (context.isInSpoiler) text = text.replace(/\|(?=\|)/g, `|${joiner}`);
  sheet.code(text.replaceAll("\n", `\n${context.prefix}`), enterFence(context, ""));
  sheet.moveTo(context);
}
