import { z } from "zod";
import type { Reaction } from "../../forum/comment.ts";

const named = z.array(
  z.object({
    reactType: z.enum(["created", "seconded", "disagreed"]),
    quotes: z.array(z.string()).nullish(),
  }),
);

/** Counts of the score itself and of agreement, which is shown separately. */
const notReactions = new Set(["approvalVoteCount", "agreement", "agreementVoteCount", "agree", "disagree"]);

/**
 * Reads both forms of reactions. LessWrong names the people who reacted, and others second or dispute that; the EA Forum gives
 * counts by name. Leaves out other forms, because a reaction is not part of the comment.
 */
export function toReactions(extendedScore: Readonly<Record<string, unknown>> | null): readonly Reaction[] {
  const { reacts, ...counts } = extendedScore ?? {};
  if (typeof reacts === "object" && reacts !== null) {
    return Object.entries(reacts).flatMap(([name, entries]) => namedReaction(name, entries));
  }
  return Object.entries(counts).flatMap(([name, count]) =>
    typeof count === "number" && count > 0 && !notReactions.has(name) ? [{ name, count, quotes: [] }] : [],
  );
}

function namedReaction(name: string, entries: unknown): readonly Reaction[] {
  const read = named.safeParse(entries);
  if (!read.success) return [];
  const against = read.data.filter((entry) => entry.reactType === "disagreed").length;
  const count = read.data.length - 2 * against;
  const quotes = [...new Set(read.data.flatMap((entry) => entry.quotes ?? []))];
  return count > 0 ? [{ name, count, quotes }] : [];
}
