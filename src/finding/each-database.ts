import { parseReference, type Reference } from "../forum/reference.ts";
import type { Source } from "../sources/source.ts";

type Sources = ReadonlyMap<string, Source>;

/** Lists the first configured site of each database, which can read all of its records. */
export function sourceOfEachDatabase(sources: Sources): readonly Source[] {
  const byDatabase = new Map<string, Source>();
  for (const source of sources.values()) {
    if (!byDatabase.has(source.site.database)) byDatabase.set(source.site.database, source);
  }
  return [...byDatabase.values()];
}

/** The first configured site that has the record. */
export function sourceOf(
  { sources }: { readonly sources: Sources },
  reference: Reference,
): Source | undefined {
  const database = parseReference(reference)?.database;
  return [...sources.values()].find((source) => source.site.database === database);
}
