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
  /** Origin that people's links lead to, without a slash at the end. */
  readonly url: string;
  /** Origin that the API is asked at; differs from `url` behind a mirror, a proxy or in a test. */
  readonly apiUrl: string;
}

/** Makes the address of a record on this site. `path` starts with a slash or is a full address; if no browser can open it, the result is the site's own address. */
export function siteLink(site: Site, path: string): string {
  if (path.startsWith("/")) return site.url + path;
  const url = URL.parse(path);
  return url !== null && ["http:", "https:"].includes(url.protocol) ? url.href : site.url;
}
