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

/**
 * Returns the sources, with the site of a typed address among them even if nobody follows it yet.
 * @throws {UserError} if members may choose sites, but not this one
 * @throws {SourceError} if the address cannot be read
 */
export async function sourcesFor(
  { sources, publicSites }: Context,
  text: string,
): Promise<ReadonlyMap<string, Source>> {
  const address = readAddress(text);
  const { kinds } = publicSites;
  if (kinds.length === 0 || address === null || !looksLikeAddress(text)) return sources;
  if (linkAt(sources, address) !== undefined || isWritingId(sources, text)) return sources;
  if (!isPublicUrl(address)) throw new UserError((say) => say.follow.notPublicAddress);
  const source = await publicSites.find(address);
  if (source === undefined) throw new UserError((say) => say.follow.notRecognised(address.host, kinds));
  return new Map([...sources, [source.site.name, source]]);
}

/** Words and ids are no addresses of sites. */
function looksLikeAddress(text: string): boolean {
  return /[.:]/.test(text.trim());
}
