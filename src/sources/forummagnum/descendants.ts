import type { SourceFault } from "../../language/faults.ts";
import type { RequestOptions } from "../source.ts";
import { isRecordFault, SourceError } from "../source-error.ts";
import type { Reading } from "./ask.ts";
import { askForComment } from "./find-comment.ts";
import type { RawComment } from "./records.ts";

/** The most unlisted parents to ask for in one reading. A thread with more is not worth the site's budget. */
const mostAsked = 20;

interface Tree {
  readonly topId: string;
  /** The topmost ancestor of all comments. */
  readonly rootId: string;
}

/**
 * Returns those of these comments that are below `topId`. Lists leave out comments that were deleted without a trace and, on the
 * Alignment Forum, those that only LessWrong shows, but not the answers to them. The bot asks for such parents by their ids.
 */
export async function descendants(
  reading: Reading,
  comments: readonly RawComment[],
  { topId, rootId }: Tree,
  request: RequestOptions,
): Promise<readonly RawComment[]> {
  const parents = new Map(comments.map((comment) => [comment._id, comment.parentCommentId]));
  parents.set(rootId, null);
  const unlisted = [...parents.values()];
  let asked = 0;
  for (const id of unlisted) {
    if (id === null || parents.has(id) || asked === mostAsked) continue;
    const parent = await parentOf(reading, id, request);
    asked += 1;
    parents.set(id, parent);
    unlisted.push(parent);
  }
  const isBelow = belowIn(parents, topId);
  return comments.filter((comment) => comment._id !== topId && isBelow(comment._id));
}

/** Also `null` if the site refuses the comment or it cannot be read: that must not hold back the rest of the thread. */
async function parentOf(reading: Reading, id: string, request: RequestOptions): Promise<string | null> {
  try {
    const { raw } = await askForComment(reading, id, request);
    return raw?.parentCommentId ?? null;
  } catch (error) {
    if (error instanceof SourceError && isOfOne(error.fault)) return null;
    throw error;
  }
}

function isOfOne(fault: SourceFault): boolean {
  return isRecordFault(fault) || fault === "malformed";
}

/** Returns whether the known chain of parents leads to `topId`. */
function belowIn(parents: ReadonlyMap<string, string | null>, topId: string): (id: string) => boolean {
  const known = new Map<string, boolean>([[topId, true]]);
  return (id) => {
    const path: string[] = [];
    let at: string | null | undefined = id;
    while (at !== null && at !== undefined && !known.has(at) && !path.includes(at)) {
      path.push(at);
      at = parents.get(at);
    }
    const result = at !== null && at !== undefined && known.get(at) === true;
    for (const step of path) known.set(step, result);
    return result;
  };
}
