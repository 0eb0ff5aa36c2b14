import { readableLine } from "./readable-line.ts";

/** Shows nothing and keeps two characters from being read together: U+2060, word joiner. */
export const joiner = "\u2060";

/**
 * Everything that has a meaning within a line. Backslashes are enough for Discord's reader. Mentions also get a joiner, because the
 * server looks for pings in the raw message.
 */
const special =
  /\\(?![A-Za-z0-9\s])|[*`]|~+|\|+|_+|<(?!\s)[@#]?[!&]?|(?<=\])\(|\[(?![^[\]]*\])|:(?=[\p{L}\p{M}\p{N}_+~-]+:|\/\/)|@(?=everyone|here)/gu;
const quickCheck = /[\\*`~|_<@:([]/;

/** Matches anything that starts a block at the beginning of a line. */
const lineStart = /^(?:#{1,3}(?=\s|$)|-#(?=\s|$)|[-*+](?=\s|$)|>(?:>>)?(?=\s|$)|\d+(?=\.(?:\s|$)))/;

/**
 * Escapes one line of other people's text (a name, a title) so that readers see it exactly as it is. Nothing in it is read as
 * Discord Markdown, pings or links. White space is folded to single spaces.
 */
export function escapeText(text: string): string {
  return escapeLineStart(escapeInline(readableLine(text)));
}

/** Escapes everything that has a meaning anywhere in a line; for text that follows other text on its line. */
export function escapeInline(text: string): string {
  return quickCheck.test(text) ? text.replace(special, escapeMatch) : text;
}

/**
 * Escapes anything that would make a line a heading, list, quote or subtext. Expects text that {@link escapeInline} has processed.
 */
export function escapeLineStart(text: string): string {
  return lineStart.test(text)
    ? text.replace(lineStart, (found) => (/\d/.test(found) ? `${found}\\` : `\\${found}`))
    : text;
}

/** Escapes characters that Discord rejects right after the opening of a line: `## #` is not a heading, `-# -#` is not subtext. */
export function escapeOpening(text: string, opening: string): string {
  const sign = opening.startsWith("#") ? "#" : opening.trimEnd();
  return text.startsWith(sign) ? `\\${text}` : text;
}

/** Keeps code from pinging; readers see no difference. Nothing else has a meaning inside code. */
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

/** Strikes and spoilers take two characters. A single one at either end may meet another in the text next to it. */
function isHarmlessAlone(found: string, offset: number, whole: string): boolean {
  return found.length === 1 && offset > 0 && offset + 1 < whole.length;
}

function escapeEach(found: string): string {
  let escaped = "";
  for (const character of found) escaped += `\\${character}`;
  return escaped;
}
