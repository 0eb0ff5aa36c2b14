import type { Comment } from "../../forum/comment.ts";
import type { Reference } from "../../forum/reference.ts";
import type { Missing, RequestOptions, Source } from "../../sources/source.ts";
import { SourceError } from "../../sources/source-error.ts";
import { hiddenIfKnown, type Lacking } from "./find-missing.ts";
import type { Refusals } from "./refusals.ts";
import type { Vanished } from "./vanished.ts";

/** How many comments one sweep asks for singly. */
const singlesLimit = 20;
/** So many of them that are there after all show that a list was cut short: nothing is gained by asking for more. */
const falseAlarms = 3;

export interface Singles extends Pick<Lacking, "known"> {
  readonly order: readonly Reference<"comment">[];
  /** Where the turn ends once all of them are asked for. */
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

/** A comment at which the site fails must not hold back the others; one that it refuses repeatedly counts as hidden. */
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
