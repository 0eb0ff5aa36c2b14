import { type Reference, referenceId } from "../../forum/reference.ts";
import type { CommentBatch, RequestOptions } from "../source.ts";
import type { Reading } from "./ask.ts";
import { orders, placesOf } from "./lists.ts";
import { readPlacedComments } from "./operations.ts";
import { toBatch } from "./placed.ts";
import type { RawPlacedComment } from "./records.ts";

/** Reads those of these comments that the site lists, with one request, and one more for each record that makes a list fail. */
export async function readComments(
  { site, ask }: Reading,
  comments: readonly Reference<"comment">[],
  request: RequestOptions,
): Promise<CommentBatch> {
  const commentIds = comments.map(referenceId);
  const results: RawPlacedComment[] = [];
  const unreadable: string[] = [];
  for (let offset = 0; offset < commentIds.length; ) {
    const limit = commentIds.length - offset;
    const terms = { commentIds, limit, offset, orderBy: orders.newest };
    const { comments: page } = await ask(readPlacedComments, { comments: terms }, request);
    results.push(...page.results);
    unreadable.push(...page.unreadable);
    // A list can have been cut off only after a record without an id.
    if (!page.unreadable.includes("")) break;
    offset += placesOf(page);
  }
  return toBatch({ results, unreadable }, site);
}
