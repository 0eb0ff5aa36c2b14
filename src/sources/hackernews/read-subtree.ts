import type { Reference } from "../../forum/reference.ts";
import type { RequestOptions, Subtree } from "../source.ts";
import { below } from "./below.ts";
import { commentOfItem, idOf } from "./convert-comment.ts";
import { readItem } from "./items.ts";
import type { Reading } from "./reading.ts";
import { stateOfItem } from "./state.ts";

/**
 * Reads a comment with everything below it. The site counts the answers to no comment, so the reading is complete if it contains
 * every direct answer that the official API names.
 */
export async function readSubtree(
  reading: Reading,
  comment: Reference<"comment">,
  request: RequestOptions,
): Promise<Subtree | undefined> {
  const id = idOf(comment);
  const item = await readItem(reading, id, request);
  if (item === undefined || item.type !== "comment") return undefined;
  if (["hidden", "held"].includes(stateOfItem(item))) return undefined;
  const read = await below(reading, { id, storyId: undefined, item }, request);
  if (read === undefined) return undefined;
  const isWhole = read.isWhole && (item.kids ?? []).every((kid) => read.ids.has(kid));
  return {
    comments: [commentOfItem(item, read.storyId, reading.site), ...read.comments],
    completeness: { kind: isWhole ? "complete" : "window" },
    unreadable: read.unreadable,
  };
}
