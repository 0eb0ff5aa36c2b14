/**
 * References begin with the database of a site, which is named like the site. In the 44 characters of `name:comment:id`, this
 * leaves 17 for the id.
 */
export const longestSiteName = 18;

/** One forum that can be followed. */
export interface Site {
  /** Name in configuration, commands and the store, such as `alignmentforum`; at most {@link longestSiteName} characters. */
  readonly name: string;
  /** Kind of source that reads the site, such as `forummagnum`. */
  readonly kind: string;
  /** Name for people, such as `Alignment Forum`. */
  readonly title: string;
  /** Namespace of its ids. Sites of one database share their records in the archive. */
  readonly database: string;
  /** Address that people's links begin with, including any folder, without a slash at the end. Only one of a single document has a query. */
  readonly url: string;
  /** Address that API paths begin with, in the same form. Differs from `url` behind a mirror, a proxy or in a test. */
  readonly apiUrl: string;
  /** The same for a second API with other paths, or for a second host of the same one, if the kind of site has two. */
  readonly secondApiUrl?: string;
  /** True for a site that members chose, not the operator. */
  readonly isPublic?: boolean;
}

/**
 * Makes the address of a record on this site. `path` starts with a slash or is a full address; if no browser can open it, or the
 * site is a single document, the result is the site's own address.
 */
export function siteLink(site: Site, path: string): string {
  if (path.startsWith("/")) return site.url.includes("?") ? site.url : site.url + path;
  const url = URL.parse(path);
  return url !== null && ["http:", "https:"].includes(url.protocol) ? url.href : site.url;
}

/** Returns the path of an address below the site's own; `undefined` for an address elsewhere. */
export function pathBelow(site: Pick<Site, "url">, url: URL): string | undefined {
  const own = new URL(site.url);
  const folder = own.pathname.replace(/\/$/, "");
  if (!["http:", "https:"].includes(url.protocol) || url.host !== own.host) return undefined;
  if (url.pathname === folder) return "/";
  return url.pathname.startsWith(`${folder}/`) ? url.pathname.slice(folder.length) : undefined;
}
