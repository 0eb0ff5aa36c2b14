import type { RawItem, RawNode } from "./records.ts";

/**
 * The part of an item that visitors see. `held`: the author lets each comment wait for some minutes before anyone sees it.
 */
export type State = "visible" | "deleted" | "hidden" | "held";

/** Stands for the text while the author's delay lasts. */
const delayed = "[delayed]";
/** Texts that stand for another text. They never come from an author who is shown. */
const placeholders: readonly string[] = ["[flagged]", "[dead]", "[deleted]"];

export function stateOfItem({ deleted, dead, by, text }: RawItem): State {
  if (deleted) return "deleted";
  return dead ? "hidden" : stateOfText(by, text);
}

/** A deleted and a dead node look the same, so both are `hidden` here; only the official API tells which it is. */
export function stateOfNode({ author, text }: Pick<RawNode, "author" | "text">): State {
  return stateOfText(author, text);
}

function stateOfText(author: string | null | undefined, text: string | null | undefined): State {
  const words = (text ?? "").replace(/<\/?p>/g, "").trim();
  if (words === delayed) return "held";
  return (author ?? "") === "" || placeholders.includes(words) ? "hidden" : "visible";
}
