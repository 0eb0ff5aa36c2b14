import type { Link, LinkKind } from "../sources/link.ts";
import type { Source } from "../sources/source.ts";
import { sourceOfEachDatabase } from "./each-database.ts";
import { unwrapped } from "./read-address.ts";

/** A link to something on a configured site. */
export interface LinkAt<L extends Link = Link> {
  readonly source: Source;
  readonly link: L;
}

/** Reads an address by the configured site that it belongs to; `undefined` for any other address, and for no address. */
export function linkAt(sources: ReadonlyMap<string, Source>, url: URL | null): LinkAt | undefined {
  if (url === null) return undefined;
  for (const source of sources.values()) {
    const link = source.parseUrl(url);
    if (link !== undefined) return { source, link };
  }
  return undefined;
}

/**
 * Finds everything of these kinds that a bare id could mean on the configured sites. Asks one site of each database, because its
 * sites share their ids.
 */
export function linksOfId<K extends LinkKind>(
  sources: ReadonlyMap<string, Source>,
  text: string,
  kinds: readonly K[],
): readonly LinkAt<Extract<Link, { kind: K }>>[] {
  const isOfKind = (link: Link): link is Extract<Link, { kind: K }> =>
    kinds.some((kind) => kind === link.kind);
  return sourceOfEachDatabase(sources).flatMap((source) =>
    source
      .parseId(unwrapped(text))
      .filter(isOfKind)
      .map((link) => ({ source, link })),
  );
}

/** Returns whether a text could be the bare id of a post or comment. */
export function isWritingId(sources: ReadonlyMap<string, Source>, text: string): boolean {
  return linksOfId(sources, text, writings).length > 0;
}

export const writings = ["post", "comment", "writing"] as const;
