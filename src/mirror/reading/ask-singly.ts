import type { Comment } from "../../forum/comment.ts";
import type { Reference } from "../../forum/reference.ts";
import type { Missing, RequestOptions, Source } from "../../sources/source.ts";
import { SourceError } from "../../sources/source-error.ts";
import { hiddenIfKnown, type Lacking } from "./find-missing.ts";
import type { Refusals } from "./refusals.ts";
import type { Vanished } from "./vanished.ts";

/** Number of comments that one sweep asks for one by one. */
const singlesLimit = 20;
/** If this many comments turn out to exist after all, the list was cut short, and asking for more gains nothing. */
const falseAlarms = 3;

export interface Singles extends Pick<Lacking, "known"> {
  readonly order: readonly Reference<"comment">[];
  /** The last comment of the turn, if it gets that far. */
  readonly last: Reference<"comment"> | undefined;
  readonly refusals: Refusals;
}

/** Asks for comments one by one, as many as one sweep may. */
export async function askSingly(
  source: Source,
  { known, order, last, refusals }: Singles,
  options: RequestOptions,
): Promise<Vanished> {
  const comments: Comment[] = [];
  const unknown: Reference<"comment">[] = [];
  const asked: Reference<"comment">[] = [];
  let isAwaited = false;
  let alarms = 0;
  for (const reference of order.slice(0, singlesLimit)) {
    asked.push(reference);
    const answer = await readOne(source, reference, refusals, options);
    const isAbsent = answer === "gone" || answer === "not-public";
    const comment = isAbsent ? hiddenIfKnown(known, reference) : answer;
    if (comment === undefined) unknown.push(reference);
    else if (typeof comment !== "string") comments.push(comment);
    if (answer === "not-public" && known.get(reference)?.visibility === "visible") isAwaited = true;
    const isThere = typeof answer !== "string" && answer.visibility === "visible";
    if (answer === "unusable" || isThere) alarms += 1;
    if (alarms === falseAlarms) break;
  }
  const isStopped = asked.length < order.length;
  return {
    comments,
    unknown,
    askedAfter: isStopped ? asked.at(-1) : last,
    isMore: isStopped && asked.length === singlesLimit,
    isAwaited,
  };
}

/** Reads one comment. A failure must not hold back the other comments; a comment that the site refuses repeatedly counts as hidden. */
async function readOne(
  source: Source,
  reference: Reference<"comment">,
  refusals: Refusals,
  options: RequestOptions,
): Promise<Comment | Missing | "unusable"> {
  try {
    const answer = await source.readComment(reference, options);
    refusals.forget(reference);
    return answer;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    if (error.fault === "record-refused") return refusals.note(reference) ? "gone" : "unusable";
    if (["malformed", "refused"].includes(error.fault)) return "unusable";
    throw error;
  }
}
