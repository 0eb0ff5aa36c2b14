import type { Document } from "./document.ts";
import type { Part } from "./part.ts";
import { shorten } from "./shorten.ts";
import { chooseCuts, type IsKept, type Limits, type Places } from "./split/choose-cuts.ts";
import { type CutPoint, findAllCuts, findBlockCuts } from "./split/cut-points.ts";
import { bestEnd, reach } from "./split/reach.ts";
import { splitPlainly } from "./split/split-plainly.ts";
import type { PlacedImage } from "./write/cuts.ts";
import type { Sheet } from "./write/sheet.ts";
import { writeDocument } from "./write/write-document.ts";

export interface RenderOptions {
  /** A complete line of Discord Markdown (`-# …`) that comes first in the first part. */
  readonly opening?: string;
  /** A complete line that comes last in the last part. */
  readonly closing?: string;
  /** Contents of the parts posted now. Their cuts are kept where they still work. */
  readonly previous?: readonly string[];
  /** The limit of a long text; without it, all of it is shown. */
  readonly limit?: PartLimit;
}

interface PartLimit {
  readonly parts: number;
  /** A complete line with a link to the rest, placed before the closing. */
  readonly readOn: string;
}

/** Characters of one Discord message. */
export const maxPartLength = 2000;

/** The most pictures shown below the text of one comment; further ones are linked in place. */
const maxImages = 4;

/**
 * A text this many times as long as its visible part is cut before it is written, because some of its characters may count twice.
 */
const surplus = 2.5;

/**
 * Writes a document as Discord messages of 1 to 2000 characters each: as few as possible, cut where a reader minds least.
 * Formatting that crosses a cut is closed and opened again. Empty if there is neither text nor opening nor closing.
 */
export function renderParts(document: Document, options: RenderOptions = {}): readonly Part[] {
  const { limit } = options;
  const shown = limit === undefined ? document : shorten(document, limit.parts * maxPartLength * surplus);
  const sheet = writeDocument(shown);
  const frame: Frame = {
    sheet,
    opening: options.opening === undefined ? "" : `${options.opening}\n`,
    closing: options.closing ?? "",
    images: sheet.images.slice(0, maxImages),
    previous: options.previous ?? [],
  };
  const whole = shown === document ? renderWhole(frame) : undefined;
  if (limit === undefined || (whole !== undefined && whole.length <= limit.parts)) return whole ?? [];
  return renderBeginning(frame, limit);
}

/** A written text, with the lines around it. */
interface Frame {
  readonly sheet: Sheet;
  readonly opening: string;
  readonly closing: string;
  readonly images: readonly PlacedImage[];
  readonly previous: readonly string[];
}

function renderWhole(frame: Frame): readonly Part[] {
  const { sheet, opening, images } = frame;
  const { text } = sheet;
  const closing = frame.closing === "" ? "" : gapBehind(text) + frame.closing;
  if (opening.length + text.length + closing.length <= maxPartLength) {
    const content = (opening + text + closing).trim();
    return content === "" ? [] : [{ content, images: urlsOf(images, 0, text.length + 1) }];
  }
  const places = { betweenBlocks: findBlockCuts(sheet), everywhere: () => findAllCuts(sheet) };
  const chosen = chooseCuts(places, limitsOf(opening, closing), isKeptIn(frame, text.length, closing));
  if (chosen !== undefined) return partsBetween(frame, chosen, closing);
  const urls = images.map(({ url }) => url);
  return splitPlainly(text, opening, closing, urls);
}

/** Shows as much as the parts hold, with a link to the rest. */
function renderBeginning(frame: Frame, { parts, readOn }: PartLimit): readonly Part[] {
  const { sheet, opening, images } = frame;
  const ending = frame.closing === "" ? readOn : `${readOn}\n${frame.closing}`;
  const points = findAllCuts(sheet);
  const limits = limitsOf(opening, `\n\n${ending}`);
  const fullest = reach(points, limits, parts);
  const reached = fullest.at(-1);
  if (reached === undefined || fullest.length < 2) {
    const urls = images.map(({ url }) => url);
    return splitPlainly(sheet.text.slice(0, maxPartLength * (parts - 2)), opening, `\n${ending}`, urls);
  }
  const end = bestEnd(points, reached);
  const closing = gapBehind(sheet.text.slice(0, end.end)) + ending;
  const places: Places = {
    betweenBlocks: upTo(findBlockCuts(sheet), end),
    everywhere: () => upTo(points, end),
  };
  const chosen = chooseCuts(places, limits, isKeptIn(frame, end.end, closing));
  const isFew = chosen !== undefined && chosen.length <= parts + 1;
  if (isFew) return partsBetween(frame, chosen, closing);
  return partsBetween(frame, fullest, gapBehind(sheet.text.slice(0, reached.end)) + ending);
}

function upTo(points: readonly CutPoint[], end: CutPoint): readonly CutPoint[] {
  return [...points.filter((point) => point.end < end.end), { ...end, penalty: 0 }];
}

function limitsOf(opening: string, closing: string): Limits {
  return {
    first: maxPartLength - opening.length,
    middle: maxPartLength,
    last: maxPartLength - closing.length,
    only: maxPartLength - opening.length - closing.length,
  };
}

function partsBetween(frame: Frame, chosen: readonly CutPoint[], closing: string): readonly Part[] {
  return chosen.slice(1).map((to, index) => {
    const from = chosen[index] ?? to;
    const isLast = index === chosen.length - 2;
    const end = isLast ? to.end + 1 : to.start;
    const content = contentOf(frame, from, to) + (isLast ? closing : "");
    return { content, images: urlsOf(frame.images, from.start, end) };
  });
}

function contentOf({ sheet, opening }: Frame, from: CutPoint, to: CutPoint): string {
  return (from.start === 0 ? opening : "") + from.open + sheet.text.slice(from.start, to.end) + to.close;
}

/** `undefined` if nothing is posted yet. */
function isKeptIn(frame: Frame, end: number, closing: string): IsKept | undefined {
  const { opening, previous } = frame;
  if (previous.length === 0) return undefined;
  return (from, to, index) => {
    const posted = previous[index];
    const behind = to.end === end ? closing : "";
    // Lengths first: few pairs of points are as far apart as the posted part is long.
    const length =
      (from.start === 0 ? opening.length : 0) +
      from.open.length +
      (to.end - from.start) +
      to.close.length +
      behind.length;
    return posted?.length === length && contentOf(frame, from, to) + behind === posted;
  };
}

/** Returns the gap after a text: a line right after a quote could be read as part of it. */
function gapBehind(text: string): string {
  if (text === "") return "";
  const lastLine = text.slice(text.lastIndexOf("\n") + 1);
  return lastLine.startsWith("> ") ? "\n\n" : "\n";
}

function urlsOf(images: readonly PlacedImage[], from: number, to: number): readonly string[] {
  return images.filter(({ offset }) => offset >= from && offset < to).map(({ url }) => url);
}
