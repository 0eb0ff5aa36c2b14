import type { RequestOptions } from "../source.ts";
import type { Reading } from "./ask.ts";
import { longestList, placesOf, type Terms } from "./lists.ts";
import * as operations from "./operations.ts";
import { commentVisibility } from "./visibility.ts";

/** Counts the comments that a visitor sees, as a reading of the thread would; `undefined` if one answer does not hold them. */
export async function countVisible(
  { site, ask }: Reading,
  request: RequestOptions,
  { commentTerms, answerTerms }: { readonly commentTerms: Terms; readonly answerTerms?: Terms },
): Promise<number | undefined> {
  const limit = longestList;
  const none = { commentIds: [], limit: 1 };
  const variables = {
    comments: { ...commentTerms, limit },
    answers: answerTerms === undefined ? none : { ...answerTerms, limit },
  };
  const { comments, answers } = await ask(operations.countComments, variables, request);
  const listed = answerTerms === undefined ? [comments] : [comments, answers];
  // A round number is the best available sign of a list that was cut short.
  if (listed.some((list) => placesOf(list) > 0 && placesOf(list) % 500 === 0)) return undefined;
  const facts = { database: site.database, isListed: true };
  return listed
    .flatMap(({ results }) => results)
    .filter((comment) => commentVisibility(comment, facts) === "visible").length;
}
