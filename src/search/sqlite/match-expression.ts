import type { Match } from "../matches.ts";
import type { Term } from "../question.ts";

/** Builds an FTS5 expression; `undefined` if there is nothing to match. */
export function matchExpression({ terms, without, isInNames, facets }: Match): string | undefined {
  const columns = isInNames ? "text names" : "text";
  const all = facets.map((each) => `{facets} : (${each.map((facet) => `"${facet}"`).join(" OR ")})`);
  if (terms.length > 0) all.push(matchAll(terms, columns));
  if (all.length === 0) return undefined;
  const joined = all.map((expression) => `(${expression})`).join(" AND ");
  return without.length === 0 ? joined : `(${joined}) NOT (${matchAny(without, columns)})`;
}

/** Matches all terms in these columns. Words are quoted, and contain neither quotes nor operators. */
export function matchAll(terms: readonly Term[], columns: string): string {
  return `{${columns}} : (${terms.map(quote).join(" AND ")})`;
}

function matchAny(terms: readonly Term[], columns: string): string {
  return `{${columns}} : (${terms.map(quote).join(" OR ")})`;
}

function quote({ words, isPrefix }: Term): string {
  return `"${words.join(" ")}"${isPrefix ? " *" : ""}`;
}
