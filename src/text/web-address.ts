const protocols: ReadonlySet<string> = new Set(["http:", "https:", "mailto:"]);

/** Leaves room in a message for the link's words and the text around it. */
const maxAddressLength = 1000;

/**
 * Returns the absolute form of an address in a text, written so that nothing in it can end or start Discord Markdown, and nothing
 * pings. If it is too long, drops the fragment and then the query, which usually leads to the same page. `undefined` for an address
 * that may not be linked: another protocol, a relative address without a base, or one that is still too long.
 */
export function readAddress(address: string, baseUrl: string | undefined): string | undefined {
  const url = URL.parse(address.trim(), baseUrl);
  if (url === null || !protocols.has(url.protocol)) return undefined;
  const written = writeAddress(url.href);
  if (written.length <= maxAddressLength) return written;
  url.hash = "";
  const page = writeAddress(url.href);
  if (page.length <= maxAddressLength) return page;
  url.search = "";
  const path = writeAddress(url.href);
  return path.length <= maxAddressLength ? path : undefined;
}

/** Percent-encodes characters that Discord Markdown would interpret; servers see the same address. */
function writeAddress(href: string): string {
  if (!/[^\w\-./:?#=&%,;+~!$'@]|__|~~|@/.test(href)) return href;
  const safe = href.replace(/[^!-~]|[<>"\\*|`[\]]|__|~~|@(?=everyone|here)/gu, encodeAll);
  return /^[^()]*(?:\([^()]*\)[^()]*)*$/.test(safe) ? safe : safe.replace(/[()]/g, encodeAll);
}

function encodeAll(text: string): string {
  let encoded = "";
  for (const byte of new TextEncoder().encode(text)) {
    encoded += `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return encoded;
}

/** Returns the host as people write it, without `www.`; empty for mail addresses. */
export function hostName(url: string): string {
  return (URL.parse(url)?.hostname ?? "").replace(/^www\./, "");
}
