import { GraphQLError } from "graphql";
import { compareBy, type OrderBy } from "./order.ts";
import type { Terms, View } from "./view.ts";

/** `maxAllowedApiSkip` of the real server. */
const maxOffset = 2000;

export interface ListArguments {
  readonly terms: Terms;
  readonly enableTotal: boolean;
  /** Values of the operation's variables, which must not contradict a term of the same name. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** `maxDocumentsPerRequest` of the real server. */
  readonly maxLimit: number;
}

export interface ListResult<T> {
  readonly results: readonly T[];
  readonly totalCount: number | null;
}

/** Answers a list as the real resolver does, including its quirks. */
export function list<T extends object>(
  records: Iterable<T>,
  view: View<T>,
  { terms, enableTotal, variables, maxLimit }: ListArguments,
): ListResult<T> {
  refuseConflicts(terms, variables);
  const offset = Number(terms.offset ?? 0);
  if (offset > maxOffset) throw new GraphQLError("Exceeded maximum value for skip");
  const wanted = Number(terms.limit ?? 0) || view.defaultLimit || 0;
  const limit = wanted < 1 || wanted > maxLimit ? maxLimit : wanted;
  const matching = [...records].filter(view.matches).sort(compareBy(orderOf(terms) ?? view.order));
  const page = matching.slice(offset, offset + limit);
  const results = page.filter((record) => view.isAccessible?.(record) ?? true);
  if (!enableTotal) return { results, totalCount: null };
  // The real server counts the total only if the page is full; otherwise it returns the length of the page.
  return { results, totalCount: page.length >= limit ? matching.length : results.length };
}

function orderOf(terms: Terms): OrderBy | undefined {
  const orderBy = terms.orderBy;
  if (typeof orderBy !== "object" || orderBy === null || Object.keys(orderBy).length === 0) return undefined;
  return Object.fromEntries(
    Object.entries(orderBy).map(([field, direction]) => [field, direction === 1 ? 1 : -1]),
  );
}

function refuseConflicts(terms: Terms, variables: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (name === "input" || name === "selector" || !(name in terms)) continue;
    if (JSON.stringify(terms[name]) !== JSON.stringify(value)) {
      throw new GraphQLError("app.conflicting_term_and_resolver_arg_keys");
    }
  }
}
