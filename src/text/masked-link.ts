import { escapeInline, escapeLineStart, escapeText } from "./escape.ts";
import { splitLabel } from "./link-label.ts";
import { readableLine } from "./readable-line.ts";
import { hostName, readAddress } from "./web-address.ts";

/** The most characters of addresses to spend on an interrupted link. */
const mostAddresses = 600;

/**
 * Writes a link in Discord Markdown that shows `text` and no preview: `[text](<url>)`. Returns only the text if the address may not
 * be linked, and the bare address if the text is the address.
 */
export function maskedLink(text: string, url: string): string {
  const address = readAddress(url, undefined);
  const words = readableLine(text);
  if (address === undefined) return escapeText(words);
  const link = writeLink(words, address);
  return link.startsWith("[") ? link : escapeLineStart(link);
}

/** Counts the links into which {@link maskedLink} splits the words; 0 if none of them may be in a link. */
export function linksNeeded(text: string): number {
  return splitLabel(readableLine(text)).filter((piece) => piece.isFit).length;
}

/** The same for an address from {@link readAddress} and words that are already folded. */
function writeLink(text: string, url: string): string {
  if (url.startsWith("mailto:")) return writeMailAddress(text, url);
  if (isSameAddress(text, url)) return `<${url}>`;
  const pieces = splitLabel(text);
  const linked = pieces.filter((piece) => piece.isFit);
  if (!isLinkable(linked.length, url)) return `${escapeInline(text)} (${hostLink(url)})`;
  let link = "";
  for (const piece of pieces)
    link += piece.isFit ? writeLabel(piece.text, url) : writeBeside(piece.text, link);
  return link;
}

/** Escapes words beside the link, in which a bracket would count as the end of a link that began long before it. */
function writeBeside(text: string, before: string): string {
  const escaped = escapeInline(text);
  return before.endsWith("]") && escaped.startsWith("(") ? `\\${escaped}` : escaped;
}

/** Returns whether words may be linked by this many links to the address. */
export function isLinkable(links: number, url: string): boolean {
  return links === 1 || (links > 1 && links * url.length <= mostAddresses);
}

/** Keeps spaces at the seams outside the link. */
function writeLabel(text: string, url: string): string {
  const [, before = "", label = "", behind = ""] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return `${before}[${labelText(label)}](<${url}>)${behind}`;
}

/** Writes linkable words of {@link splitLabel} between the brackets: the client drops all spaces but the ordinary one. */
export function labelText(words: string): string {
  return words.replace(/\p{Zs}/gu, " ");
}

/** Links the host, for words that may not be linked themselves. */
export function hostLink(url: string): string {
  const host = hostName(url);
  return splitLabel(host).every((piece) => piece.isFit) ? `[${host}](<${url}>)` : `<${url}>`;
}

/** Returns whether the words are the address itself, apart from what browsers add. */
export function isSameAddress(text: string, url: string): boolean {
  if (!text.includes(".") || text.includes(" ")) return false;
  if (text === url || simplify(text) === simplify(url)) return true;
  return /^[!-~]+$/.test(text) && readAddress(text, undefined) === url;
}

function simplify(address: string): string {
  const plain = address.replace(/^https?:\/\//i, "").replace(/\/$/, "");
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

/** Shows a mail address, because Discord does not link them. */
function writeMailAddress(text: string, url: string): string {
  const address = mailAddress(url);
  return text === address || text === url ? escapeInline(text) : escapeInline(`${text} (${address})`);
}

export function mailAddress(url: string): string {
  return url.slice("mailto:".length).replace(/\?.*$/, "");
}
