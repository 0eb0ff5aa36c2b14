import { hash } from "node:crypto";
import { publicPrefix } from "../../forum/public-site.ts";
import { longestSiteName, type Site } from "../../forum/site.ts";
import { cutAtCharacter } from "../../text/excerpt.ts";

const digestLength = longestSiteName - publicPrefix.length;

/** Titles stand in sentences, several of them in one message. */
const titleLength = 60;

/**
 * Describes a public site. For people, its name is its host with the folder; in references it is a short digest of its address, so
 * that a site that is forgotten and followed again has the same references.
 */
export function publicSite(kind: string, url: string): Site {
  const address = url.replace(/^https?:\/\/(?:www\.)?/, "");
  const name = publicPrefix + hash("sha256", address, "hex").slice(0, digestLength);
  return { name, kind, title: titleOf(url), database: name, url, apiUrl: url, isPublic: true };
}

/** Members choose the address, so the title has only what means nothing in Markdown. A longer path, or another one, is left out. */
function titleOf(url: string): string {
  const { hostname, pathname, search } = new URL(url);
  const path = search === "" ? pathname.replace(/\/$/, "") : "";
  const isPlain = /^[A-Za-z0-9/.-]*$/.test(path) && hostname.length + path.length <= titleLength;
  return cutAtCharacter(hostname, titleLength) + (isPlain ? path : "");
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
