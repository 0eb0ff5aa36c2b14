import type { Authors } from "./authors.ts";
import type { Connection } from "./connection.ts";
import { facet } from "./facets.ts";
import type { Folding } from "./foldings.ts";
import { matchOf } from "./plan-search.ts";
import { isTelling, matchAll, matchAny, readQuestion } from "./question.ts";
import { rankChoice } from "./rank.ts";
import { lastId } from "./slots.ts";
import { type Hit, walk } from "./walk.ts";

/** The number of newest matches from which the best are chosen. */
const candidates = 200;

interface SuggestOptions {
  /** The folding of the index. */
  readonly folding: Folding;
  readonly limit: number;
  readonly deadline: number;
}

/** Suggests comments while someone types: newest and best first. */
export function suggest(
  connection: Connection,
  authors: Authors,
  typed: string,
  { folding, limit, deadline }: SuggestOptions,
): readonly Hit[] {
  const { terms: all, without } = readQuestion(typed, { isTyping: true, folding });
  const terms = all.filter(isTelling);
  const nothingTyped = terms.length === 0;
  const match = matchOf({
    match: nothingTyped ? [] : [matchAll(terms, "text names")],
    without: without.length === 0 ? undefined : matchAny(without, "text names"),
  });
  const hits = newest(connection, match, deadline);
  if (hits.length > 0 || nothingTyped) return best(hits, limit);
  const [author] = authors.search(typed, 1);
  const id = author === undefined ? undefined : authors.idOf(author.author.reference);
  return id === undefined
    ? []
    : best(newest(connection, `{facets} : "${facet.author(id)}"`, deadline), limit);
}

function newest(connection: Connection, match: string | undefined, deadline: number): readonly Hit[] {
  const all = { low: 1, high: lastId, sinceMs: 0, untilMs: Number.MAX_SAFE_INTEGER, minScore: undefined };
  const bounds = { ...all, site: undefined };
  return walk(connection, match, bounds, { direction: "down", limit: candidates, deadline }).hits;
}

function best(hits: readonly Hit[], limit: number): readonly Hit[] {
  const nowMs = hits[0]?.posted_ms ?? 0;
  return hits
    .map((hit) => ({ hit, rank: rankChoice(hit, nowMs) }))
    .sort((a, b) => b.rank - a.rank || b.hit.id - a.hit.id)
    .slice(0, limit)
    .map(({ hit }) => hit);
}
