import type { Source } from "../source.ts";

/** Lists the sites of the configuration, in its order. */
export function chosenByOperator(sources: ReadonlyMap<string, Source>): readonly Source[] {
  return [...sources.values()].filter(({ site }) => site.isPublic !== true);
}
