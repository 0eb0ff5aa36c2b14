import type { Document } from "../document.ts";
import { escapeInline } from "../escape.ts";
import { toSuperscript } from "../tex/scripts.ts";
import { enterLine, rootContext } from "./context.ts";
import { Sheet } from "./sheet.ts";
import { writeBlocks } from "./write-blocks.ts";

/** A cut between notes costs little. */
const notePenalty = 2;

/** Writes the whole document as if messages had no limit; footnotes follow in small print. */
export function writeDocument(document: Document): Sheet {
  const sheet = new Sheet();
  writeBlocks(sheet, document.blocks, rootContext);
  sheet.moveTo(rootContext);
  document.notes.forEach((note, index) => {
    if (!sheet.isEmpty) sheet.separate(index === 0 ? "\n\n" : "\n", rootContext, notePenalty);
    const line = enterLine(rootContext, "-# ");
    sheet.atom(`${toSuperscript(note.label) ?? escapeInline(`[${note.label}]`)} `, line);
    writeBlocks(sheet, note.blocks, line);
    sheet.moveTo(rootContext);
  });
  return sheet;
}
