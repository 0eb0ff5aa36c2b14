import type { Block, Document } from "./document.ts";
import { plainExcerpt } from "./excerpt.ts";
import { sliceNotes } from "./slice.ts";

/** One block of a document that can be quoted by itself. */
export interface QuotableParagraph {
  readonly document: Document;
  /** Its first words as plain text, up to the length asked for, without hidden parts. */
  readonly label: string;
}

/** Lists the blocks that a reader can choose from when quoting: paragraphs, lists, quotes and code, each with its notes. */
export function paragraphs(document: Document, maxLabelLength = 100): readonly QuotableParagraph[] {
  return document.blocks.filter(isQuotable).flatMap((block) => {
    const piece = { blocks: [block], notes: sliceNotes([block], document.notes) };
    const label = plainExcerpt(piece, maxLabelLength);
    return label === "" ? [] : [{ document: piece, label }];
  });
}

function isQuotable(block: Block): boolean {
  return block.kind !== "rule" && block.kind !== "embed";
}
