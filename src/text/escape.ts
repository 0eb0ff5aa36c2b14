import { readableLine } from "./readable-line.ts";

/** Shows nothing and keeps two characters from being read together: U+2060, word joiner. */
export const joiner = "\u2060";

/**
 * Everything that means something within a line. Backslashes do for Discord's reader; mentions get a joiner as well, because
 * the server looks for pings in the raw message.
 */
const special =
  /\\(?![A-Za-z0-9\s])|[*`]|~+|\|+|_+|<(?!\s)[@#]?[!&]?|(?<=\])\(|\[(?![^[\]]*\])|:(?=[\p{L}\p{M}\p{N}_+~-]+:|\/\/)|@(?=everyone|here)/gu;
const quickCheck = /[\\*`~|_<@:([]/;

/** What starts a block when a line starts with it. */
const lineStart = /^(?:#{1,3}(?=\s|$)|-#(?=\s|$)|[-*+](?=\s|$)|>(?:>>)?(?=\s|$)|\d+(?=\.(?:\s|$)))/;

/**
 * One line of foreign text (a name, a title) that a reader sees exactly as it is: nothing in it is read as Discord Markdown,
 * and nothing pings or links. White space is folded to single spaces.
 */
export function escapeText(text: string): string {
  return escapeLineStart(escapeInline(readableLine(text)));
}

/** Escapes what means something anywhere in a line; for text that stands behind other text of its line. */
export function escapeInline(text: string): string {
  return quickCheck.test(text) ? text.replace(special, escapeMatch) : text;
}

/** Escapes what would make a line a heading, list, quote or subtext. Expects text that {@link escapeInline} has been through. */
export function escapeLineStart(text: string): string {
  return lineStart.test(text)
    ? text.replace(lineStart, (found) => (/\d/.test(found) ? `${found}\\` : `\\${found}`))
    : text;
}

/** Escapes signs that Discord rejects right after the opening of a line: `## #` is not a heading, `-# -#` is not subtext. */
export function escapeOpening(text: string, opening: string): string {
  const sign = opening.startsWith("#") ? "#" : opening.trimEnd();
  return text.startsWith(sign) ? `\\${text}` : text;
}

/** Keeps code from pinging; the reader sees the same. Nothing else means anything inside of code. */
export function breakPings(code: string): string {
  return code.replace(/@(?=everyone|here)|<@[!&]?(?=\d)|<#(?=\d)/g, `$&${joiner}`);
}

function escapeMatch(found: string, offset: number, whole: string): string {
  switch (found[0]) {
    case "@":
      return `@${joiner}`;
    case "<":
      return found.length > 1 ? `\\${found}${joiner}` : "\\<";
    case "_":
      return escapeEach(found);
    case "~":
    case "|":
      return isHarmlessAlone(found, offset, whole) ? found : escapeEach(found);
    default:
      return `\\${found}`;
  }
}

/** Strikes and spoilers take two; a single one at either end may meet another of what is written next to it. */
function isHarmlessAlone(found: string, offset: number, whole: string): boolean {
  return found.length === 1 && offset > 0 && offset + 1 < whole.length;
}

function escapeEach(found: string): string {
  let escaped = "";
  for (const character of found) escaped += `\\${character}`;
  return escaped;
}
