import type { Document } from "./document.ts";
import type { Part } from "./part.ts";
import { chooseCuts, type IsKept, type Limits } from "./split/choose-cuts.ts";
import { type CutPoint, findAllCuts, findBlockCuts } from "./split/cut-points.ts";
import { splitPlainly } from "./split/split-plainly.ts";
import type { PlacedImage } from "./write/cuts.ts";
import type { Sheet } from "./write/sheet.ts";
import { writeDocument } from "./write/write-document.ts";

export interface RenderOptions {
  /** A ready line of Discord Markdown (`-# …`) that stands first in the first part. */
  readonly opening?: string;
  /** A ready line that stands last in the last part. */
  readonly closing?: string;
  /** Contents of the parts posted now: their cuts are kept where they still serve. */
  readonly previous?: readonly string[];
}

/** Characters of one Discord message. */
export const maxPartLength = 2000;

/** Pictures shown below the text of one comment; the others are linked in their place. */
const maxImages = 4;

/**
 * Writes a document as Discord messages of 1 to 2000 characters each: as few as possible, cut where a reader minds least. Formatting that
 * crosses a cut is closed and opened again. Empty for a document without text when there is neither opening nor closing.
 */
export function renderParts(document: Document, options: RenderOptions = {}): readonly Part[] {
  const sheet = writeDocument(document);
  const opening = options.opening === undefined ? "" : `${options.opening}\n`;
  const closing = options.closing === undefined ? "" : `${gapBefore(sheet)}${options.closing}`;
  const { text } = sheet;
  const images = sheet.images.slice(0, maxImages);
  if (opening.length + text.length + closing.length <= maxPartLength) {
    const content = (opening + text + closing).trim();
    return content === "" ? [] : [{ content, images: urlsOf(images, 0, text.length + 1) }];
  }
  return renderSeveral(sheet, images, opening, closing, options.previous ?? []);
}

function renderSeveral(
  sheet: Sheet,
  images: readonly PlacedImage[],
  opening: string,
  closing: string,
  previous: readonly string[],
): readonly Part[] {
  const { text } = sheet;
  const limits: Limits = {
    first: maxPartLength - opening.length,
    middle: maxPartLength,
    last: maxPartLength - closing.length,
    only: maxPartLength - opening.length - closing.length,
  };
  const before = (from: CutPoint) => (from.start === 0 ? opening : "") + from.open;
  const behind = (to: CutPoint) => to.close + (to.end === text.length ? closing : "");
  const contentOf = (from: CutPoint, to: CutPoint) =>
    before(from) + text.slice(from.start, to.end) + behind(to);
  const isKept: IsKept = (from, to, index) => {
    const posted = previous[index];
    // Lengths first: hardly any two points bound a stretch as long as the posted part.
    const length = before(from).length + to.end - from.start + behind(to).length;
    return posted?.length === length && contentOf(from, to) === posted;
  };
  const places = { betweenBlocks: findBlockCuts(sheet), everywhere: () => findAllCuts(sheet) };
  const chosen = chooseCuts(places, limits, previous.length > 0 ? isKept : undefined);
  if (chosen === undefined) {
    return splitPlainly(
      text,
      opening,
      closing,
      images.map(({ url }) => url),
    );
  }
  return chosen.slice(1).map((to, index) => {
    const from = chosen[index] ?? to;
    const end = to.end === text.length ? text.length + 1 : to.start;
    return { content: contentOf(from, to), images: urlsOf(images, from.start, end) };
  });
}

/** A line right behind a quote could be read as part of it. */
function gapBefore(sheet: Sheet): string {
  if (sheet.isEmpty) return "";
  const lastLine = sheet.text.slice(sheet.text.lastIndexOf("\n") + 1);
  return lastLine.startsWith("> ") ? "\n\n" : "\n";
}

function urlsOf(images: readonly PlacedImage[], from: number, to: number): readonly string[] {
  return images.filter(({ offset }) => offset >= from && offset < to).map(({ url }) => url);
}
