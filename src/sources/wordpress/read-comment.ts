import type { Comment } from "../../forum/comment.ts";
import { type Reference, referenceId } from "../../forum/reference.ts";
import type { CommentBatch, Missing, RequestOptions } from "../source.ts";
import { askForOne, type Reading } from "./ask.ts";
import { askForPublicList, longestPage } from "./ask-for-list.ts";
import { toBatch } from "./batch.ts";
import { toComment } from "./convert-comment.ts";
import { commentFields, rawComment } from "./records.ts";
import { reasonOf } from "./refusals.ts";

/** Reads a comment by its id. A refusal for another reason than the comment itself says nothing about it. */
export async function readComment(
  reading: Reading,
  comment: Reference<"comment">,
  request: RequestOptions,
): Promise<Comment | Missing> {
  const asked = { route: `comments/${referenceId(comment)}`, query: { _fields: commentFields } };
  const answer = await askForOne(reading, { ...asked, shape: rawComment }, request);
  if (answer.kind === "read") return toComment(answer.record, reading.site) ?? "unknown";
  const reason = reasonOf(answer);
  return reason === "missing" ? "gone" : reason;
}

/** Reads several comments at once. The blog leaves out those that visitors may not see. */
export async function readComments(
  reading: Reading,
  comments: readonly Reference<"comment">[],
  request: RequestOptions,
): Promise<CommentBatch> {
  const include = comments.map(referenceId).join(",");
  const query = { include, per_page: longestPage, _fields: commentFields };
  const list = await askForPublicList(reading, { route: "comments", query, shape: rawComment }, request);
  return toBatch(list, reading.site);
}
