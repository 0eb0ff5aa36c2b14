import { isWritingId, linkAt } from "../../finding/link-at.ts";
import { readAddress } from "../../finding/read-address.ts";
import { UserError } from "../../language/user-error.ts";
import { isPublicUrl } from "../../sources/public/public-host.ts";
import type { PublicSites } from "../../sources/public/public-sites.ts";
import type { Source } from "../../sources/source.ts";

interface Context {
  readonly sources: ReadonlyMap<string, Source>;
  readonly publicSites: PublicSites;
}

/** Where to look for what a member typed. */
interface Place {
  readonly sources: ReadonlyMap<string, Source>;
  /** The address as typed, or the one that it redirects to if only that is on the site. */
  readonly url: string;
}

/**
 * Returns the sources, with the site of a typed address among them even if nobody follows it yet.
 * @throws {UserError} if members may choose sites, but not this one
 * @throws {SourceError} if the address cannot be read
 */
export async function findPlace({ sources, publicSites }: Context, text: string): Promise<Place> {
  const address = readAddress(text);
  const { kinds } = publicSites;
  if (kinds.length === 0 || address === null || !looksLikeAddress(text)) return { sources, url: text };
  if (linkAt(sources, address) !== undefined || isWritingId(sources, text)) return { sources, url: text };
  if (!isPublicUrl(address)) throw new UserError((say) => say.follow.notPublicAddress);
  const found = await publicSites.find(address);
  if (found === undefined) throw new UserError((say) => say.follow.notRecognised(address.host, kinds));
  const { source } = found;
  return {
    sources: new Map([...sources, [source.site.name, source]]),
    url: source.parseUrl(address) === undefined ? found.address.href : text,
  };
}

/** Words and ids are no addresses of sites. */
function looksLikeAddress(text: string): boolean {
  return /[.:]/.test(text.trim());
}
