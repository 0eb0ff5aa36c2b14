import type { Document } from "./document.ts";
import { escapeText } from "./escape.ts";
import { labels } from "./labels.ts";
import { visibleText } from "./visible-text.ts";

/** Enough to fill any excerpt; the rest of a long text is not looked at. */
const ellipsis = "…";

/**
 * The first words on one line of Discord Markdown, at most `maxLength` characters with the backslashes, cut at a word with `…`. Whatever the
 * author hid stays hidden; no formatting, nothing that pings.
 */
export function excerpt(document: Document, maxLength: number): string {
  const words = firstWords(document);
  const whole = escapeText(words);
  if (whole.length <= maxLength) return whole;
  // Backslashes make the escaped line longer than its words, by an amount that depends on where it ends.
  for (
    let length = maxLength;
    length > 0;
    length -= Math.max(1, escapeText(cutAtWord(words, length)).length - maxLength)
  ) {
    const line = escapeText(cutAtWord(words, length));
    if (line.length <= maxLength) return line;
  }
  return "";
}

/** The same for places that show text as it is: titles and choices. */
export function plainExcerpt(document: Document, maxLength: number): string {
  return cutAtWord(firstWords(document), maxLength);
}

/** A line of at most `maxLength` characters, cut at a word, or inside of one that is too long by itself. */
export function cutAtWord(text: string, maxLength: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= maxLength) return line;
  const room = maxLength - ellipsis.length;
  if (room <= 0) return maxLength > 0 ? ellipsis : "";
  const head = line.slice(0, room + 1);
  const space = head.lastIndexOf(" ");
  const cut = space > room / 2 ? head.slice(0, space) : wholeCharacters(line.slice(0, room));
  return cut.replace(/[\s,;:–—-]+$/, "") + ellipsis;
}

function firstWords(document: Document): string {
  return visibleText({ blocks: document.blocks, notes: [] }, { hidden: labels.hidden })
    .replace(/\s+/g, " ")
    .trim();
}

/** Without half an emoji or accent at the end. */
function wholeCharacters(text: string): string {
  const segments = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text.slice(-40))];
  const last = segments.at(-1)?.segment ?? "";
  const isHalf = /[\ud800-\udbff\u200d]$/.test(last);
  return isHalf ? text.slice(0, text.length - last.length) : text;
}
