import type { Link, LinkKind } from "../sources/link.ts";
import type { Source } from "../sources/source.ts";
import { sourceOfEachDatabase } from "./each-database.ts";
import { unwrapped } from "./read-address.ts";

/** Names something on a configured site. */
export interface LinkAt<L extends Link = Link> {
  readonly source: Source;
  readonly link: L;
}

/** Reads an address by the configured site that it belongs to; `undefined` for what is none of theirs, and for no address. */
export function linkAt(sources: ReadonlyMap<string, Source>, url: URL | null): LinkAt | undefined {
  if (url === null) return undefined;
  for (const source of sources.values()) {
    const link = source.parseUrl(url);
    if (link !== undefined) return { source, link };
  }
  return undefined;
}

/** What a bare id can mean on the configured sites, as far as it is of one of these kinds; sites of one database share their ids. */
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

/** Whether a text is a bare id of a post or comment. */
export function isWritingId(sources: ReadonlyMap<string, Source>, text: string): boolean {
  return linksOfId(sources, text, writings).length > 0;
}

export const writings = ["post", "comment", "writing"] as const;
