import { reopen } from "../write/context.ts";
import type { Run } from "../write/cuts.ts";
import type { Sheet } from "../write/sheet.ts";

/** A place where the text may be cut, and the text that the cut adds to both parts. */
export interface CutPoint {
  /** The end of the part before, and the text that closes it. */
  readonly end: number;
  readonly close: string;
  /** The start of the part after, and the text that opens it. */
  readonly start: number;
  readonly open: string;
  readonly penalty: number;
}

const penalties = {
  sentence: 20,
  clause: 40,
  word: 60,
  codeLine: 14,
  ideograph: 90,
  grapheme: 200,
  label: 1000,
};

/** A longer word is cut inside if necessary. */
const longWord = 80;

/** Characters between two cuts of dense text. */
const leastSpacing = 6;

const wordGap = / +|\n/g;
const endsSentence = /[.!?…][)"'”’\]*_~|]*$/;
const endsClause = /[,;:—–][)"'”’\]*_~|]*$/;
const ideograph = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af。、！？]/;

/** Number of characters to look at before a cut: enough for a sentence's end with its quotes and emphasis. */
const tailLength = 12;

/** Matches text that would begin a list, quote or heading, which the author did not write, at the start of a message. */
const startsBlock = /^(?:#{1,3}|-#|[-*+]|>(?:>>)?|\d+\.)(?=\s)/;

let graphemes: Intl.Segmenter | undefined;

/** Lists the cuts between blocks and lines, including the start and end of the text. */
export function findBlockCuts(sheet: Sheet): readonly CutPoint[] {
  return withEnds(sheet, thinOutDense(sheet, blockCuts(sheet)));
}

/** Lists every legal cut of the text in order, including its start and end. */
export function findAllCuts(sheet: Sheet): readonly CutPoint[] {
  const points = blockCuts(sheet);
  for (const run of sheet.runs) {
    if (run.kind === "code") addCodeLines(points, sheet.text, run);
    else addWords(points, sheet.text, run);
  }
  points.sort((one, other) => one.end - other.end);
  return withEnds(sheet, thinOutDense(sheet, points));
}

function thinOutDense(sheet: Sheet, points: readonly CutPoint[]): readonly CutPoint[] {
  const isDense = points.length * leastSpacing * 0.75 > sheet.text.length;
  return isDense ? thinOut(points) : points;
}

/**
 * Thins out cuts: text without spaces can be cut anywhere, but a cut every few characters is as good and keeps the choice
 * affordable.
 */
function thinOut(points: readonly CutPoint[]): readonly CutPoint[] {
  let last: CutPoint | undefined;
  return points.filter((point) => {
    const isClose =
      last !== undefined && point.end - last.end < leastSpacing && point.penalty >= last.penalty;
    if (!isClose) last = point;
    return !isClose;
  });
}

function blockCuts(sheet: Sheet): CutPoint[] {
  return sheet.cuts.map(({ end, start, penalty, context, startsBlock }) => ({
    end,
    start,
    penalty,
    close: context.closeAll,
    open: reopen(context, startsBlock),
  }));
}

function withEnds(sheet: Sheet, points: readonly CutPoint[]): readonly CutPoint[] {
  const { length } = sheet.text;
  const first = { end: 0, close: "", start: 0, open: "", penalty: 0 };
  return [first, ...points, { end: length, close: "", start: length, open: "", penalty: 0 }];
}

function addWords(points: CutPoint[], text: string, run: Run): void {
  const { context } = run;
  const words = text.slice(run.from, run.to);
  const close = context.closeAll;
  const open = reopen(context, false);
  const extra = (run.kind === "label" ? penalties.label : 0) + 3 * context.depth;
  let wordStart = 0;
  for (const gap of words.matchAll(wordGap)) {
    if (gap.index - wordStart > longWord || ideograph.test(words.slice(wordStart, gap.index)))
      addInsideWord(points, words.slice(wordStart, gap.index), run.from + wordStart, close, open);
    wordStart = gap.index + gap[0].length;
    const at = run.from + gap.index;
    const before = text.slice(Math.max(0, at - tailLength), at);
    const start = run.from + wordStart;
    if (isUnsafe(before, close) || startsBlock.test(text.slice(start, start + 24))) continue;
    points.push({
      end: run.from + gap.index,
      start: run.from + wordStart,
      close,
      open,
      penalty: wordPenalty(before) + extra,
    });
  }
  if (words.length - wordStart > longWord || ideograph.test(words.slice(wordStart)))
    addInsideWord(points, words.slice(wordStart), run.from + wordStart, close, open);
}

function addInsideWord(points: CutPoint[], word: string, offset: number, close: string, open: string): void {
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  for (const { index } of graphemes.segment(word)) {
    if (index === 0) continue;
    const before = word.slice(Math.max(0, index - tailLength), index);
    // A backslash belongs to the next character, and no line may start with something that starts a block.
    if (/(?:^|[^\\])(?:\\\\)*\\$/.test(before) || isUnsafe(before, close)) continue;
    if (startsBlock.test(word.slice(index, index + 24)) || /^[\u2060)\]]/.test(word.slice(index, index + 1)))
      continue;
    const isIdeograph = ideograph.test(before.slice(-1));
    const penalty = isIdeograph
      ? /[。！？]$/.test(before)
        ? penalties.sentence
        : penalties.ideograph
      : penalties.grapheme;
    points.push({ end: offset + index, start: offset + index, close, open, penalty });
  }
}

function addCodeLines(points: CutPoint[], text: string, run: Run): void {
  const { context } = run;
  const code = text.slice(run.from, run.to);
  const lineEnd = `\n${context.prefix}`;
  const close = context.closeAll;
  const open = reopen(context, false);
  let lineStart = 0;
  for (let end = code.indexOf("\n"); lineStart <= code.length; end = code.indexOf("\n", lineStart)) {
    const stop = end < 0 ? code.length : end;
    if (stop - lineStart > 400)
      addLongCodeLine(points, code.slice(lineStart, stop), run.from + lineStart, close, open);
    if (end < 0) return;
    lineStart = end + lineEnd.length;
    const isBlank = code.startsWith("\n", lineStart) || code.charAt(end - 1) === "\n";
    const penalty = penalties.codeLine - (isBlank ? 6 : 0);
    if (end > 0) points.push({ end: run.from + end, start: run.from + lineStart, close, open, penalty });
  }
}

function addLongCodeLine(
  points: CutPoint[],
  line: string,
  offset: number,
  close: string,
  open: string,
): void {
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  for (const { index, segment } of graphemes.segment(line)) {
    if (index === 0 || segment === " " || segment === "\u2060") continue;
    const isWord = line.charAt(index - 1) === " ";
    const at = offset + index;
    points.push({ end: at, start: at, close, open, penalty: isWord ? penalties.word : penalties.grapheme });
  }
}

/** Returns whether `~` or `|` before its own delimiter would close it too early. */
function isUnsafe(before: string, close: string): boolean {
  const last = before.charAt(before.length - 1);
  return (last === "~" || last === "|") && close.startsWith(last);
}

function wordPenalty(before: string): number {
  if (endsSentence.test(before)) return penalties.sentence;
  return endsClause.test(before) ? penalties.clause : penalties.word;
}
