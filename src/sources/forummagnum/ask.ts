import type { Site } from "../../forum/site.ts";
import type { SiteHttp } from "../http.ts";
import type { RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import type { UnreadableRecords } from "../unreadable-records.ts";
import type { Terms } from "./lists.ts";
import type { Operation } from "./operation.ts";
import { readAnswer } from "./read-answer.ts";
import type { Fault } from "./repair.ts";

type Variables = Readonly<Record<string, unknown>>;

/**
 * Sends one operation and returns its parsed `data`, without unreadable records. A list may be shorter than requested although more
 * follows: the answer was too large, or one record made the whole list fail.
 */
export type Ask = <I, T>(operation: Operation<I, T>, given: I, request: RequestOptions) => Promise<T>;

/** A site, and how it is asked. */
export interface Reading {
  readonly site: Site;
  readonly ask: Ask;
}

/** Divides the length of lists after an answer that was too large. */
const shrinkage = 10;
/** Statuses with which the server may answer a failed operation. */
const statuses = [400, 500];
/** The most attempts at one question with unusable answers. */
const mostAttempts = 10;

/** Asks a ForumMagnum site through its GraphQL endpoint. */
export function askThrough(http: SiteHttp, unreadable: UnreadableRecords): Ask {
  return async (operation, given, request) => {
    const cuts = new Map<string, Fault>();
    let variables = operation.variables(given);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const isLast = attempt === mostAttempts;
        const question = { ...request, at: "/graphql", body: bodyOf(operation, variables), statuses };
        const answer = await http.ask(question, ({ body }) =>
          readAnswer(http.site.name, operation, body, { cuts, isLast }),
        );
        // Thrown after the request, because a site that refuses one record has not failed.
        if (answer.kind === "refused") throw answer.error;
        if (answer.kind === "read") {
          unreadable.note(operation.name, answer.faults);
          return answer.value;
        }
        cuts.set(answer.alias, answer.fault);
        variables = upTo(operation, variables, answer.alias, answer.position);
      } catch (error) {
        const isTooLarge = error instanceof SourceError && error.fault === "too-large";
        const shorter = isTooLarge && attempt < mostAttempts ? shrink(operation, variables) : undefined;
        if (shorter === undefined) throw error;
        variables = shorter;
      }
    }
  };
}

function bodyOf(operation: Pick<Operation<never, unknown>, "name" | "text">, variables: Variables): object {
  return { operationName: operation.name, query: operation.text, variables };
}

/** Makes the same question with a list that ends before the record at `position`. */
function upTo(
  { lists }: Pick<Operation<never, unknown>, "lists">,
  variables: Variables,
  alias: string,
  position: number,
): Variables {
  const name = lists[alias] ?? "";
  return { ...variables, [name]: { ...(variables[name] as Terms), limit: position } };
}

/** Makes the same question with shorter lists; `undefined` if they cannot be shorter. */
function shrink(
  { lists }: Pick<Operation<never, unknown>, "lists">,
  variables: Variables,
): Variables | undefined {
  const shorter = Object.values(lists).flatMap((name) => {
    const terms = variables[name] as Terms;
    const limit = Number(terms.limit ?? 1);
    return limit > 1 ? [[name, { ...terms, limit: Math.ceil(limit / shrinkage) }]] : [];
  });
  return shorter.length === 0 ? undefined : { ...variables, ...Object.fromEntries(shorter) };
}
