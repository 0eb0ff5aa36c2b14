const protocols: ReadonlySet<string> = new Set(["http:", "https:", "mailto:"]);

/** Leaves room in a message for the words of the link and what stands around it. */
const maxAddressLength = 1000;

/**
 * The absolute form of an address found in a text, written so that nothing in it can end or start Discord Markdown and nothing
 * pings. Of an endless one the fragment, then the query is left out, which leads to the same page as a rule. `undefined` for what may not be
 * linked: another protocol, a relative address without a base, one that is endless even so.
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

/** Percent-encodes what Discord Markdown would read as its own; servers see the same address. */
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

/** The host as people write it, without `www.`; empty for mail addresses. */
export function hostName(url: string): string {
  return (URL.parse(url)?.hostname ?? "").replace(/^www\./, "");
}
