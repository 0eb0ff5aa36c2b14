import type { RequestOptions, Source } from "../../sources/source.ts";
import type { MirrorContext } from "../context.ts";
import { askSingly } from "./ask-singly.ts";
import { askTogether } from "./ask-together.ts";
import { findMissing, goneOf, type Lacking } from "./find-missing.ts";
import type { Vanished, VanishedReading } from "./vanished.ts";

type Context = Pick<MirrorContext, "archive">;

/**
 * Finds out, a few at a time, what happened to comments that the thread shows but the list lacks. A list that was cut short must
 * neither look like many deletions nor use up the site's budget. A comment is gone if two trustworthy lists lack it, or if the
 * site says so. A user's list is only the beginning of the thread; the rest is checked in the same turns.
 */
export async function readVanished(
  context: Context,
  source: Source,
  reading: VanishedReading,
  options: RequestOptions,
): Promise<Vanished> {
  const lacking = await findMissing(context, source, reading);
  const vanished = await explain(context, source, lacking, reading, options);
  // The archive may know more of them but cannot answer now. A later sweep finds them again.
  return lacking.isCertain ? vanished : { ...vanished, unknown: [] };
}

async function explain(
  context: Context,
  source: Source,
  lacking: Lacking,
  reading: VanishedReading,
  options: RequestOptions,
): Promise<Vanished> {
  const { thread, listed, refusals } = reading;
  const { known, order } = lacking;
  const { askedAfter } = thread;
  const nothing = { comments: [], unknown: [], askedAfter, isMore: false, isAwaited: false };
  // Visitors may not see any comment of a hidden post.
  if (listed.isPostHidden) return { ...nothing, ...goneOf(known, order) };
  const { deletions } = source.capabilities;
  const { readComments } = source;
  if (deletions === "never") return nothing;
  if (deletions === "by-absence") return { ...nothing, ...goneByAbsence(lacking, reading) };
  return readComments === undefined
    ? await askSingly(source, { known, order, last: order.at(-1), refusals }, options)
    : await askTogether(context, { source, readComments }, lacking, reading, options);
}

/** Finds the comments that are missing from two complete readings in a row. The second reading follows soon after the first. */
function goneByAbsence(
  { known, order, isCertain }: Lacking,
  { thread, listed, absences }: VanishedReading,
): Pick<Vanished, "comments" | "unknown" | "isMore"> {
  const isTrusted = listed.comments.length > 0 || listed.isKnownEmpty;
  if (!isCertain || !isTrusted || listed.completeness.kind !== "complete")
    return { comments: [], unknown: [], isMore: false };
  const gone = absences.note(thread.id, order);
  return { ...goneOf(known, gone), isMore: gone.length < order.length };
}
