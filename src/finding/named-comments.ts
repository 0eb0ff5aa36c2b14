import { isReferenceTo, parseReference, type Reference } from "../forum/reference.ts";
import type { Link } from "../sources/link.ts";
import type { Source } from "../sources/source.ts";
import { sourceOf } from "./each-database.ts";
import { linkAt, linksOfId } from "./link-at.ts";
import { readAddress, unwrapped } from "./read-address.ts";

/** A comment that a text names, whether or not it exists, and a site that would have it. */
export interface NamedComment {
  readonly source: Source;
  readonly reference: Reference<"comment">;
  /** False if it may also be a post. */
  readonly isCertain: boolean;
}

const kinds = ["comment", "writing"] as const;

/**
 * Lists the comments that a text names: one for a reference or an address with an id, one per database for a bare id. Empty for any
 * other text, and for an address that only its site can resolve.
 */
export function namedComments(sources: ReadonlyMap<string, Source>, text: string): readonly NamedComment[] {
  const ofId = linksOfId(sources, text, kinds);
  if (ofId.length > 0) return ofId.flatMap(({ source, link }) => named(source, link));
  const typed = unwrapped(text);
  if (parseReference(typed) !== undefined) {
    const reference = typed as Reference;
    const source = sourceOf({ sources }, reference);
    return source !== undefined && isReferenceTo(reference, "comment")
      ? [{ source, reference, isCertain: true }]
      : [];
  }
  const { source, link } = linkAt(sources, readAddress(text)) ?? {};
  return source === undefined || link === undefined ? [] : named(source, link);
}

function named(source: Source, { kind, reference }: Link): readonly NamedComment[] {
  const isComment = reference !== undefined && isReferenceTo(reference, "comment");
  return isComment ? [{ source, reference, isCertain: kind === "comment" }] : [];
}
