import { isReferenceTo, parseReference, type Reference } from "../forum/reference.ts";
import type { Source } from "../sources/source.ts";
import { sourceOf, sourceOfEachDatabase } from "./each-database.ts";
import { linkAt } from "./link-at.ts";
import { readAddress, readBareId, unwrapped } from "./read-address.ts";

/** A comment that a text names, whether or not it exists, and a site that would have it. */
export interface NamedComment {
  readonly source: Source;
  readonly reference: Reference<"comment">;
}

/**
 * The comment that a reference, or an address with an id, names; for a bare id one of each database. Empty for any other text, also for an
 * address that only its site can resolve.
 */
export function namedComments(sources: ReadonlyMap<string, Source>, text: string): readonly NamedComment[] {
  const id = readBareId(text);
  if (id !== undefined)
    return sourceOfEachDatabase(sources).map((source) => ({
      source,
      reference: `${source.site.database}:comment:${id}`,
    }));
  const typed = unwrapped(text);
  if (parseReference(typed) !== undefined) {
    const reference = typed as Reference;
    const source = sourceOf({ sources }, reference);
    return source !== undefined && isReferenceTo(reference, "comment") ? [{ source, reference }] : [];
  }
  const { source, link } = linkAt(sources, readAddress(text)) ?? {};
  return source !== undefined && link?.kind === "comment" && link.by === "id"
    ? [{ source, reference: `${source.site.database}:comment:${link.value}` }]
    : [];
}
