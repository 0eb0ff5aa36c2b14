import type { Document } from "./document.ts";
import { escapeText } from "./escape.ts";
import { labels } from "./labels.ts";
import { cutToLength } from "./pieces.ts";
import { closeDirections, readableLine, withoutDirections } from "./readable-line.ts";
import { visibleText } from "./visible-text.ts";

const ellipsis = "…";
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const longestCharacter = 100;

/**
 * Makes one line of Discord Markdown from the first words: at most `maxLength` characters including backslashes, cut at a word with
 * `…`. Hidden parts stay hidden. Nothing is formatted, and nothing pings.
 */
export function excerpt(document: Document, maxLength: number): string {
  const words = firstWords(document);
  const whole = escapeText(words);
  if (whole.length <= maxLength) return whole;
  // Backslashes lengthen the escaped line by an amount that depends on where it ends.
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

/** Makes the same line for places that show text as it is: titles and choices. */
export function plainExcerpt(document: Document, maxLength: number): string {
  return cutAtWord(firstWords(document), maxLength);
}

/** Makes a readable line of at most `maxLength` characters, cut between words, or inside a word that is too long by itself. */
export function cutAtWord(text: string, maxLength: number): string {
  return cut(text, maxLength, (line, room) => {
    const head = line.slice(0, room + 1);
    const space = head.lastIndexOf(" ");
    const kept = space > room / 2 ? head.slice(0, space) : wholeCharacters(line, room);
    return kept.replace(/[\s,;:–—-]+$/, "");
  });
}

/**
 * The same, but keeps punctuation at its end, as names of forum posts were always cut: Discord announces a new name to everyone.
 */
export function cutAtSpace(text: string, maxLength: number): string {
  return cut(text, maxLength, (line, room) => {
    const space = line.lastIndexOf(" ", room - 1);
    return space > maxLength / 2 ? line.slice(0, space) : wholeCharacters(line, room);
  });
}

/** The same, cut at any character, for names that should stay distinct as long as possible. */
export function cutAtCharacter(text: string, maxLength: number): string {
  return cut(text, maxLength, (line, room) => wholeCharacters(line, room).trimEnd());
}

/** Removes direction signs from a line that has no room for their ends. */
function cut(text: string, maxLength: number, shorten: (line: string, room: number) => string): string {
  const line = readableLine(text);
  if (line.length <= maxLength) return line;
  const room = maxLength - ellipsis.length;
  if (room <= 0) return maxLength > 0 ? ellipsis : "";
  const closed = closeDirections(shorten(line, room) + ellipsis);
  if (closed.length <= maxLength) return closed;
  const straight = withoutDirections(line);
  return straight.length <= maxLength ? straight : shorten(straight, room) + ellipsis;
}

function firstWords(document: Document): string {
  return visibleText({ blocks: document.blocks, notes: [] }, { hidden: labels.hidden })
    .replace(/\s+/g, " ")
    .trim();
}

/** Cuts text to fit without splitting an emoji or a letter from its accents, unless one of these alone is too long. */
function wholeCharacters(line: string, room: number): string {
  const { index = 0 } = graphemes.segment(line.slice(0, room + longestCharacter)).containing(room) ?? {};
  return index > 0 ? line.slice(0, index) : cutToLength(line, room);
}
