import { readQuestion, type Term } from "../../search/question.ts";
import { escapeInline, escapeLineStart } from "../../text/escape.ts";
import { cutAtWord } from "../../text/excerpt.ts";
import { readWords, type Word } from "../../text/folding/read-words.ts";
import { readableLine, withoutDirections } from "../../text/readable-line.ts";

/** Place of a search term in a text. */
interface Match {
  readonly start: number;
  readonly end: number;
  /** Number of the term. */
  readonly term: number;
}

/** Characters shown before the first match. */
const lead = 60;
/** More matches than fit into an excerpt of a few hundred characters. */
const nearby = 100;

/**
 * Picks the stretch of a text that matches most of a search, as one line of Discord Markdown with the matched words in bold. It has
 * at most `maxLength` characters in all and is cut at words with `…`. Without a match, it is the first words. Nothing in it pings
 * or is read as markup.
 * @param searched words as people type them into a search
 */
export function highlight(text: string, searched: string, maxLength: number): string {
  const line = withoutDirections(readableLine(text));
  const matches = findMatches(line, readQuestion(searched).terms);
  const start = chooseStart(line, matches, maxLength);
  const rest = line.slice(start);
  const placed = matches
    .filter((match) => match.start >= start)
    .map(({ start: from, end, term }) => ({ start: from - start, end: end - start, term }));
  // Bold and backslashes lengthen the line by an amount that depends on where it ends.
  for (let length = maxLength; length > 0; ) {
    const shown = write((start > 0 ? "…" : "") + cutAtWord(rest, length), placed, start > 0 ? 1 : 0);
    if (shown.length <= maxLength) return shown;
    length -= Math.max(1, Math.ceil((shown.length - maxLength) / 2));
  }
  return "";
}

function findMatches(line: string, terms: readonly Term[]): readonly Match[] {
  const words = readWords(line);
  const matches = terms.flatMap((term, index) =>
    words.flatMap((word, first): Match[] => {
      const last = words[first + term.words.length - 1];
      const isFound = term.words.every((each, place) => isSame(words[first + place], each, term, place));
      return last === undefined || !isFound
        ? []
        : [{ start: word.start, end: endOf(last, term), term: index }];
    }),
  );
  return matches.sort((a, b) => a.start - b.start || b.end - a.end);
}

function isSame(word: Word | undefined, searched: string, term: Term, place: number): boolean {
  if (word === undefined) return false;
  const mayGoOn = term.isPrefix && place === term.words.length - 1;
  return mayGoOn ? word.folded.startsWith(searched) : word.folded === searched;
}

/** Returns the end of the part to mark: a whole word, or only the searched part of a run of letters without spaces. */
function endOf({ run, end }: Word, { words }: Term): number {
  return run !== undefined && [...(words.at(-1) ?? "")].length === 1 ? run.letterEnd : end;
}

/** Returns where the stretch with the most different terms begins; the earliest if several have as many. */
function chooseStart(line: string, matches: readonly Match[], room: number): number {
  const all = new Set(matches.map(({ term }) => term)).size;
  let best = { start: 0, terms: 0 };
  for (const [index, { start }] of matches.entries()) {
    const terms = new Set<number>();
    for (const match of matches.slice(index, index + nearby)) {
      if (match.start > start + room - lead) break;
      if (match.end <= start + room - lead) terms.add(match.term);
    }
    if (terms.size > best.terms) best = { start, terms: terms.size };
    if (best.terms === all) break;
  }
  if (best.start < room / 2) return 0;
  const from = Math.max(0, Math.min(best.start - lead, line.length - room));
  const space = line.indexOf(" ", from);
  return from === 0 || space < 0 || space >= best.start ? Math.min(from, best.start) : space + 1;
}

function write(line: string, matches: readonly Match[], shift: number): string {
  let written = "";
  let at = 0;
  for (const match of joinNeighbours(line, matches, shift)) {
    written += `${escapeInline(line.slice(at, match.start))}**${line.slice(match.start, match.end)}**`;
    at = match.end;
  }
  return escapeLineStart(written + escapeInline(line.slice(at)));
}

/** Lists the matches within the line, and joins those with only a space between them. */
function joinNeighbours(
  line: string,
  matches: readonly Match[],
  shift: number,
): readonly { readonly start: number; readonly end: number }[] {
  const visible = line.endsWith("…") ? line.length - 1 : line.length;
  const joined: { start: number; end: number }[] = [];
  for (const match of matches) {
    const [start, end] = [match.start + shift, match.end + shift];
    if (end > visible) continue;
    const last = joined.at(-1);
    if (last !== undefined && (start <= last.end || line.slice(last.end, start) === " "))
      last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}
