import { isPublicName } from "../forum/public-site.ts";
import { parseReference, type Reference } from "../forum/reference.ts";
import { chosenByOperator } from "../sources/public/chosen-by.ts";
import type { Source } from "../sources/source.ts";

type Sources = ReadonlyMap<string, Source>;

/** Lists the first site of each database of the configuration, which can read all of its records. */
export function sourceOfEachDatabase(sources: Sources): readonly Source[] {
  const byDatabase = new Map<string, Source>();
  for (const source of chosenByOperator(sources)) {
    if (!byDatabase.has(source.site.database)) byDatabase.set(source.site.database, source);
  }
  return [...byDatabase.values()];
}

/** The first site that has the record. */
export function sourceOf(
  { sources }: { readonly sources: Sources },
  reference: Reference,
): Source | undefined {
  const database = parseReference(reference)?.database;
  if (database !== undefined && isPublicName(database)) return sources.get(database);
  return [...sources.values()].find((source) => source.site.database === database);
}
