import { isReferenceTo, parseReference, type Reference } from "../forum/reference.ts";
import type { Source } from "../sources/source.ts";
import { sourceOf } from "./each-database.ts";
import { linkAt, linksOfId } from "./link-at.ts";
import { readAddress, unwrapped } from "./read-address.ts";

/** A comment that a text names, whether or not it exists, and a site that would have it. */
export interface NamedComment {
  readonly source: Source;
  readonly reference: Reference<"comment">;
}

/**
 * Lists the comments that a text names: one for a reference or an address with an id, one per database for a bare id. Empty for any
 * other text, and for an address that only its site can resolve.
 */
export function namedComments(sources: ReadonlyMap<string, Source>, text: string): readonly NamedComment[] {
  const ofId = linksOfId(sources, text, ["comment"]);
  if (ofId.length > 0)
    return ofId.flatMap(({ source, link: { reference } }) => (reference ? [{ source, reference }] : []));
  const typed = unwrapped(text);
  if (parseReference(typed) !== undefined) {
    const reference = typed as Reference;
    const source = sourceOf({ sources }, reference);
    return source !== undefined && isReferenceTo(reference, "comment") ? [{ source, reference }] : [];
  }
  const { source, link } = linkAt(sources, readAddress(text)) ?? {};
  return source !== undefined && link?.kind === "comment" && link.reference !== undefined
    ? [{ source, reference: link.reference }]
    : [];
}
