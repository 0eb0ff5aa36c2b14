import { hash } from "node:crypto";
import { publicPrefix } from "../../forum/public-site.ts";
import { longestSiteName, type Site } from "../../forum/site.ts";

const digestLength = longestSiteName - publicPrefix.length;

/**
 * Describes a public site. For people, its name is its address without the scheme; in references it is a short digest of that, so
 * that a site that is forgotten and followed again has the same references.
 */
export function publicSite(kind: string, url: string): Site {
  const title = titleOf(url);
  const digest = hash("sha256", title.replace(/^www\./, ""), "hex").slice(0, digestLength);
  const name = publicPrefix + digest;
  return { name, kind, title, database: name, url, apiUrl: url, isPublic: true };
}

function titleOf(url: string): string {
  return url.replace(/^https?:\/\//, "");
}

/** Returns the same address on the site's host, if it is on that host, over HTTP or HTTPS, with or without `www.` or a final dot. */
export function onSite({ url }: Site, address: URL): URL {
  const own = new URL(url);
  if (bareHost(address) !== bareHost(own) || address.port !== "") return address;
  const moved = new URL(address);
  moved.protocol = own.protocol;
  moved.host = own.host;
  return moved;
}

function bareHost({ hostname }: URL): string {
  return hostname.replace(/^www\./, "").replace(/\.$/, "");
}
