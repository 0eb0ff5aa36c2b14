import { type FoundComment, type FoundWriting, isFoundComment } from "../../finding/find-comment.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import { documentOf } from "../../rendering/document-of.ts";
import type { Document } from "../../text/document.ts";
import { findWords } from "./quote.ts";

export interface EarlierWords {
  /** The comment with the text it had then. */
  readonly found: FoundComment;
  readonly document: Document;
}

/** Looks for exactly these words in a comment's earlier texts, newest first. Posts have no earlier texts. */
export async function findEarlierWords(
  { archive }: Pick<MirrorContext, "archive">,
  found: FoundWriting,
  words: string,
): Promise<EarlierWords | undefined> {
  if (!isFoundComment(found)) return undefined;
  for (const text of await archive.comments.earlierTexts(found.writing.reference)) {
    const earlier = { ...found, writing: { ...found.writing, ...text }, isSuperseded: true };
    const result = findWords(documentOf(earlier), words);
    if (result?.kind === "exact") return { found: earlier, document: result.document };
  }
  return undefined;
}
