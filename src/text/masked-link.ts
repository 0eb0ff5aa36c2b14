import { escapeInline, escapeLabel, escapeLineStart, escapeText } from "./escape.ts";
import { hostName, readAddress } from "./web-address.ts";

/**
 * What Discord takes between the brackets of a masked link: no address, mention, emoji or unmatched bracket. It strips invisible characters
 * before it looks, so these cannot be hidden and have to stand outside of the link.
 */
const unfitForLabel =
  /(?:https?|steam|discord):\/\/\S*|discord(?:\.gg|(?:app)?\.com\/invite)\/?\S*|@(?:everyone|here)|<[@#:/a-z\d]|:(?=[\w+~-]{0,39}[a-z])[\w+~-]{1,40}:|\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\p{Extended_Pictographic}|\u200d|\ufe0f)*|\p{Regional_Indicator}+|\u2060|[\u200b\u200c]|\u200d|\ufeff/gu;

/** Whether a label holds something that must stand outside of the link. */
const maybeUnfit = /discord|[^ -~À-ɏ‐-‧]|:|@|<|[[\]]/;

/**
 * A link in Discord Markdown that shows `text` and no preview: `[text](<url>)`. Where the address may not be linked, the text alone;
 * where the text is the address, the bare address.
 */
export function maskedLink(text: string, url: string): string {
  const address = readAddress(url, undefined);
  const words = text.replace(/\s+/g, " ").trim();
  if (address === undefined) return escapeText(words);
  const link = writeLink(words, address);
  return link.startsWith("[") ? link : escapeLineStart(link);
}

/** The same for an address that {@link readAddress} has given and words that are already folded. */
export function writeLink(text: string, url: string): string {
  if (url.startsWith("mailto:")) return writeMailAddress(text, url);
  if (isSameAddress(text, url)) return `<${url}>`;
  const pieces = splitLabel(text);
  if (!pieces.some((piece) => piece.isFit)) {
    const host = hostName(url);
    return `${escapeInline(text)} ([${host}](<${url}>))`;
  }
  return pieces
    .map((piece) => (piece.isFit ? writeLabel(piece.text, url) : escapeInline(piece.text)))
    .join("");
}

/** Spaces at the seams stay outside of the link. */
function writeLabel(text: string, url: string): string {
  const [, before = "", label = "", behind = ""] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return `${before}[${escapeLabel(label)}](<${url}>)${behind}`;
}

export interface LabelPiece {
  readonly text: string;
  readonly isFit: boolean;
}

/** Cuts words into what may be linked and what may not; blank pieces are never linked. */
export function splitLabel(text: string): readonly LabelPiece[] {
  if (!maybeUnfit.test(text)) return [{ text, isFit: text.trim() !== "" }];
  return splitAt(text, text.matchAll(unfitForLabel)).flatMap((piece) =>
    piece.isFit ? splitAt(piece.text, unmatchedBrackets(piece.text)) : [piece],
  );
}

/** Cuts out what was found; of the rest, signs alone make no link. */
function splitAt(text: string, found: Iterable<RegExpExecArray>): readonly LabelPiece[] {
  const pieces: LabelPiece[] = [];
  const add = (piece: string, isFit: boolean) => {
    if (piece !== "") pieces.push({ text: piece, isFit: isFit && /[^\s\p{P}]/u.test(piece) });
  };
  let end = 0;
  for (const match of found) {
    add(text.slice(end, match.index), true);
    add(match[0], false);
    end = match.index + match[0].length;
  }
  add(text.slice(end), true);
  return pieces;
}

function unmatchedBrackets(text: string): Iterable<RegExpExecArray> {
  return text.replace(/\[[^[\]]*\]/g, (pair) => " ".repeat(pair.length)).matchAll(/[[\]]/g);
}

/** Whether the words are the address itself, give or take what browsers add. */
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

/** Discord links no mail addresses: they are shown. */
function writeMailAddress(text: string, url: string): string {
  const address = mailAddress(url);
  return text === address || text === url ? escapeInline(text) : escapeInline(`${text} (${address})`);
}

export function mailAddress(url: string): string {
  return url.slice("mailto:".length).replace(/\?.*$/, "");
}
