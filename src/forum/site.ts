/**
 * References begin with the database of a site, which is named like the site: in the 44 characters of `name:comment:id`, this leaves 17
 * for the id.
 */
export const longestSiteName = 18;

/** One forum that can be followed. */
export interface Site {
  /** Name in configuration, commands and the store, e.g. `alignmentforum`; at most {@link longestSiteName} characters. */
  readonly name: string;
  /** Which source speaks its protocol, e.g. `forummagnum`. */
  readonly kind: string;
  /** What people call it, e.g. `Alignment Forum`. */
  readonly title: string;
  /** Namespace of its ids. Sites of one database share their records in the archive. */
  readonly database: string;
  /** Address that people's links begin with, a folder included, without a slash at the end. */
  readonly url: string;
  /** Address that the paths of the API begin with, in the same form; differs from `url` behind a mirror, a proxy or in a test. */
  readonly apiUrl: string;
}

/** Makes the address of a record on this site. `path` starts with a slash or is a full address; if no browser can open it, the result is the site's own address. */
export function siteLink(site: Site, path: string): string {
  if (path.startsWith("/")) return site.url + path;
  const url = URL.parse(path);
  return url !== null && ["http:", "https:"].includes(url.protocol) ? url.href : site.url;
}

/** Gives the path that an address has below the site's own; `undefined` for an address elsewhere. */
export function pathBelow(site: Pick<Site, "url">, url: URL): string | undefined {
  const own = new URL(site.url);
  const folder = own.pathname.replace(/\/$/, "");
  if (!["http:", "https:"].includes(url.protocol) || url.host !== own.host) return undefined;
  if (url.pathname === folder) return "/";
  return url.pathname.startsWith(`${folder}/`) ? url.pathname.slice(folder.length) : undefined;
}
