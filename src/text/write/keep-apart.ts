import { escapeInline, escapeLineStart, escapeOpening, joiner } from "../escape.ts";
import { type Context, enclosingLine } from "./context.ts";

/** Where words are about to be written. */
interface Place {
  /** The character before them. */
  readonly last: string;
  readonly isLineStart: boolean;
  readonly context: Context;
}

/** Escapes words so that nothing in them is read as Markdown, alone or together with the character before them. */
export function escapeAt(words: string, { last, isLineStart, context }: Place): string {
  let escaped = escapeInline(words);
  if (isLineStart) escaped = escapeLineStart(escaped);
  const line = isLineStart ? enclosingLine(context) : undefined;
  if (line !== undefined) escaped = escapeOpening(escaped, line.open);
  if (last === "]" && escaped.startsWith("(")) return `\\${escaped}`;
  return mayPair(last) && escaped.startsWith(last) ? joiner + escaped : escaped;
}

/** Puts the sign of a footnote in brackets if it would continue the number or sign before it. */
export function markBehind(last: string, sign: string): string {
  const isSuperscript = !sign.startsWith("\\") && !sign.startsWith("[");
  const runsOn = isSuperscript && /[\d\u00b2\u00b3\u00b9\u2070-\u209c\u1d2c-\u1d6a]/.test(last);
  return runsOn ? `⁽${sign}⁾` : sign;
}

/**
 * Returns whether a delimiter would be read together with the character before it: delimiters of one kind are, and a strike does
 * not close before an underscore.
 */
export function isReadAsOne(last: string, open: string): boolean {
  if (open === "" || open === "[") return false;
  return open.startsWith(last) || (open.startsWith("_") && last === "~");
}

/** Returns whether a delimiter would close too early, together with the character before it. */
export function closesTooEarly(last: string, close: string): boolean {
  return close !== "" && mayPair(last) && close.startsWith(last);
}

/**
 * Separates two characters that would be read as one. In the words of a link, Discord drops the joiner, so another link begins
 * there.
 */
export function separatorIn(context: Context): string {
  let close = "";
  let open = "";
  for (let each = context; each.styles.has("link") && each.parent !== undefined; each = each.parent) {
    close += each.close;
    open = each.open + open;
  }
  return close === "" ? joiner : close + open;
}

/** Returns whether a character alone means nothing, but two of them do. */
function mayPair(character: string): boolean {
  return character === "~" || character === "|";
}
