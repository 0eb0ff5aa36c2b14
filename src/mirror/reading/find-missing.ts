import { hiddenOf } from "../../finding/read-through.ts";
import type { Comment } from "../../forum/comment.ts";
import { earliestMs } from "../../forum/order.ts";
import { isReferenceTo, type Reference } from "../../forum/reference.ts";
import type { Source } from "../../sources/source.ts";
import type { MirrorContext } from "../context.ts";
import { commentNames } from "../plan.ts";
import { belongsTo } from "./belongs-to.ts";
import type { Vanished, VanishedReading } from "./vanished.ts";

/** The archive's comments by reference; `undefined` for one that it has lost. */
export type Known = ReadonlyMap<Reference<"comment">, Comment | undefined>;

/** Comments that the thread shows but the list lacks. */
export interface Lacking {
  readonly known: Known;
  /** The comments in the order in which to ask for them. */
  readonly order: readonly Reference<"comment">[];
  /** True if the archive answered. */
  readonly isCertain: boolean;
}

/** Finds the missing comments, except those already known to be gone or to have moved elsewhere. */
export async function findMissing(
  { archive }: Pick<MirrorContext, "archive">,
  source: Source,
  reading: VanishedReading,
): Promise<Lacking> {
  const { thread, posted, listed } = reading;
  const present = new Set([...listed.comments.map((comment) => comment.reference), ...listed.unreadable]);
  const unlisted = [...posted.keys()].filter((reference) => !present.has(reference)).sort();
  const { kept, isCertain } = await archive.comments.read(unlisted);
  const known = new Map<Reference<"comment">, Comment | undefined>();
  for (const reference of unlisted) {
    const comment = kept.get(reference);
    const isSettled =
      comment !== undefined &&
      // After a crash between the two steps, the archive may know of a change that the thread does not show yet.
      ((comment.visibility !== "visible" &&
        commentNames.compare(posted.get(reference), comment) === "same") ||
        (await belongsTo({ archive }, source, thread, comment)) === false);
    if (!isSettled) known.set(reference, comment);
  }
  return { known, order: inTurns(known, reading), isCertain };
}

/** Orders the comments: first those that the list should contain. Each group begins where the last turn ended. */
function inTurns(known: Known, { thread, listed }: VanishedReading): readonly Reference<"comment">[] {
  const fromMs = isReferenceTo(thread.subject, "user")
    ? (earliestMs(listed.comments) ?? Number.POSITIVE_INFINITY)
    : 0;
  const isExpected = (reference: Reference<"comment">) => (known.get(reference)?.postedAtMs ?? 0) >= fromMs;
  const order = [...known.keys()].sort();
  const first = order.findIndex((reference) => reference > (thread.askedAfter ?? ""));
  const turned = first < 0 ? order : [...order.slice(first), ...order.slice(0, first)];
  return [...turned.filter(isExpected), ...turned.filter((reference) => !isExpected(reference))];
}

/** Reports comments as hidden if the archive knows them, otherwise as unknown. */
export function goneOf(
  known: Known,
  references: readonly Reference<"comment">[],
): Pick<Vanished, "comments" | "unknown"> {
  return {
    comments: references.flatMap((reference) => hiddenIfKnown(known, reference) ?? []),
    unknown: references.filter((reference) => known.get(reference) === undefined),
  };
}

export function hiddenIfKnown(known: Known, reference: Reference<"comment">): Comment | undefined {
  const kept = known.get(reference);
  return kept && hiddenOf(kept);
}
