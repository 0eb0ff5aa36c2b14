import type { Link, Source } from "../sources/source.ts";

/** Names something on a configured site. */
interface LinkAt {
  readonly source: Source;
  readonly link: Link;
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
