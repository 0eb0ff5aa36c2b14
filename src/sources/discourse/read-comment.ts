import type { Comment } from "../../forum/comment.ts";
import { type Reference, referenceId } from "../../forum/reference.ts";
import type { Missing, RequestOptions } from "../source.ts";
import { isRefusal } from "./ask.ts";
import { placeAll } from "./parents.ts";
import { askForPost } from "./raw-posts.ts";
import type { Reading } from "./reading.ts";
import { isComment } from "./visibility.ts";

/** Reads one comment, with one more request if the comment that it answers is not known yet. */
export async function readComment(
  reading: Reading,
  comment: Reference<"comment">,
  request: RequestOptions,
): Promise<Comment | Missing> {
  const id = referenceId(comment);
  // The place of a comment that visitors do not see has a reference of its own.
  if (!/^\d+$/.test(id)) return "gone";
  const raw = await askForPost(reading, `/posts/${id}.json`, request);
  if (isRefusal(raw)) return raw;
  if (!isComment(raw)) return "gone";
  const [placed] = await placeAll(reading, [raw], request);
  return placed === undefined || placed.visibility === "hidden" ? "not-public" : placed;
}
