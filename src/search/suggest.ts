import type { Reference } from "../forum/reference.ts";
import { facet } from "./facets.ts";
import type { Folding } from "./foldings.ts";
import type { Hit, Match, MatchReader } from "./matches.ts";
import { lastId } from "./positions.ts";
import { isTelling, readQuestion } from "./question.ts";
import { rankChoice } from "./rank.ts";

/** The number of newest matches from which the best are chosen. */
const candidates = 200;

interface SuggestOptions {
  /** The folding of the index. */
  readonly folding: Folding;
  /** Finds the number in facets of the author whose name is most like the typed text. */
  readonly likelyAuthor: (typed: string) => Promise<number | undefined>;
  readonly limit: number;
  readonly deadline: number;
}

/** Suggests comments while someone types: newest and best first. */
export async function suggest(
  matches: MatchReader,
  typed: string,
  { folding, likelyAuthor, limit, deadline }: SuggestOptions,
): Promise<readonly Reference<"comment">[]> {
  const { terms: all, without } = readQuestion(typed, { isTyping: true, folding });
  const terms = all.filter(isTelling);
  const match = { terms, without: terms.length === 0 ? [] : without, isInNames: true, facets: [] };
  const hits = await newest(matches, match, deadline);
  if (hits.length > 0 || terms.length === 0) return best(hits, limit);
  const author = await likelyAuthor(typed);
  if (author === undefined) return [];
  const byAuthor = { terms: [], without: [], isInNames: true, facets: [[facet.author(author)]] };
  return best(await newest(matches, byAuthor, deadline), limit);
}

async function newest(matches: MatchReader, match: Match, deadline: number): Promise<readonly Hit[]> {
  const all = { low: 1, high: lastId, sinceMs: 0, untilMs: Number.MAX_SAFE_INTEGER, minScore: undefined };
  const bounds = { ...all, site: undefined };
  return (await matches.walk(match, bounds, { direction: "down", limit: candidates, deadline })).hits;
}

function best(hits: readonly Hit[], limit: number): readonly Reference<"comment">[] {
  const nowMs = hits[0]?.posted_ms ?? 0;
  return hits
    .map((hit) => ({ hit, rank: rankChoice(hit, nowMs) }))
    .sort((a, b) => b.rank - a.rank || b.hit.id - a.hit.id)
    .slice(0, limit)
    .map(({ hit }) => hit.reference);
}
