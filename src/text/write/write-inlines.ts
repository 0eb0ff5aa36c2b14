import type { Image, Inline, Link, Styled } from "../document.ts";
import { breakPings, escapeInline, joiner } from "../escape.ts";
import { labels } from "../labels.ts";
import { isFitCode, splitLabel } from "../link-label.ts";
import { hostLink, isLinkable, isSameAddress, mailAddress } from "../masked-link.ts";
import { piecesOf } from "../pieces.ts";
import { closeDirections } from "../readable-line.ts";
import { toSubscript, toSuperscript } from "../tex/scripts.ts";
import { texToUnicode } from "../tex/tex-to-unicode.ts";
import { plainText } from "../visible-text.ts";
import {
  besideLink,
  type Context,
  enclosingLine,
  enterLink,
  enterStyle,
  withoutEmphasis,
} from "./context.ts";
import type { Sheet } from "./sheet.ts";

const lineBreakPenalty = 12;
/** Longer inline code is cut into several. */
const longestCode = 1200;

export function writeInlines(sheet: Sheet, items: readonly Inline[], context: Context): void {
  for (const item of items) writeInline(sheet, item, context);
}

function writeInline(sheet: Sheet, item: Inline, context: Context): void {
  switch (item.kind) {
    case "text":
      writeShown(sheet, item.text, context);
      return;
    case "styled":
      writeStyled(sheet, item, context);
      return;
    case "code":
      writeCode(sheet, item.text, context);
      return;
    case "link":
      writeLinkInline(sheet, item, context);
      return;
    case "formula": {
      const shown = texToUnicode(item.tex);
      if (shown === undefined) writeCode(sheet, item.tex, context);
      else writeShown(sheet, shown, context);
      return;
    }
    case "image":
      writeImage(sheet, item, context);
      return;
    case "mark":
      writeMark(sheet, item.label, context);
      return;
    case "break":
      if (isInHeading(context)) {
        sheet.words(" ", context);
        return;
      }
      sheet.newLine(context, lineBreakPenalty + 3 * context.depth);
      return;
  }
}

function writeStyled(sheet: Sheet, item: Styled, context: Context): void {
  if (item.style === "superscript" || item.style === "subscript") {
    writeScript(sheet, item, context);
    return;
  }
  const isInside = context.styles.has(item.style) || (item.style === "spoiler" && context.isInSpoiler);
  const inner = isInside ? context : enterStyle(context, item.style);
  for (const child of item.content) writeInline(sheet, child, inner);
}

function writeScript(sheet: Sheet, item: Styled, context: Context): void {
  const isUpper = item.style === "superscript";
  const text = item.content.every((child) => child.kind === "text") ? plainText(item.content) : undefined;
  const shown = text === undefined ? undefined : isUpper ? toSuperscript(text) : toSubscript(text);
  if (shown !== undefined) {
    writeShown(sheet, shown, context);
    return;
  }
  writeShown(sheet, isUpper ? "^(" : "_(", context);
  for (const child of item.content) writeInline(sheet, child, context);
  writeShown(sheet, ")", context);
}

/** Writes inline code. It takes anything as it is, but emphasis ignores code and would end inside it. */
export function writeCode(sheet: Sheet, text: string, context: Context): void {
  let code = sheet.breakLinks(breakPings(closeDirections(text.replace(/\s+/g, " "))));
  if (code.trim() === "") return;
  if (context.isInSpoiler) code = code.replace(/\|(?=\|)/g, `|${joiner}`);
  const outer = /[*_~|\\]/.test(code) ? withoutEmphasis(context) : context;
  if (context.styles.has("link") && !isFitCode(text)) {
    writeCode(sheet, text, besideLink(context));
    return;
  }
  if (code.includes("``")) code = code.replace(/`(?=`)/g, `\`${joiner}`);
  const fence = code.includes("`") ? "``" : "`";
  const pad = code.startsWith("`") || code.endsWith("`") ? " " : "";
  for (const [place, piece] of piecesOf(code, longestCode).entries()) {
    if (place > 0) sheet.breakable(outer);
    sheet.atom(`${fence}${pad}${piece}${pad}${fence}`, outer);
  }
}

function writeLinkInline(sheet: Sheet, item: Link, context: Context): void {
  const text = plainText(item.content);
  if (context.styles.has("link")) {
    writeAll(sheet, item.content, context);
    return;
  }
  if (isSameAddress(text, item.url)) {
    sheet.atom(`<${item.url}>`, context);
    return;
  }
  if (item.url.startsWith("mailto:")) {
    writeAll(sheet, item.content, context);
    const address = mailAddress(item.url);
    if (text !== address && text !== item.url) sheet.words(` (${address})`, context);
    return;
  }
  if (canBeLabel(item.content, item.url)) {
    writeAll(sheet, item.content, enterLink(context, item.url, false));
    return;
  }
  writeAll(sheet, item.content, context);
  sheet.words(" ", context);
  sheet.atom(`(${hostLink(item.url)})`, context);
}

/** Returns whether a link can hold the words between its brackets, as a whole or in a few pieces. */
export function canBeLabel(content: readonly Inline[], url: string): boolean {
  const fits = pieceFits(content);
  return isLinkable(fits.filter((fit, index) => fit && fits[index - 1] !== true).length, url);
}

/** Returns whether each piece of the words fits. Pictures and notes have links of their own. */
function pieceFits(content: readonly Inline[]): readonly boolean[] {
  return content.flatMap((item): readonly boolean[] => {
    switch (item.kind) {
      case "styled":
      case "link":
        return pieceFits(item.content);
      case "code":
        return [isFitCode(item.text)];
      case "formula": {
        const shown = texToUnicode(item.tex);
        return shown === undefined ? [isFitCode(item.tex)] : wordFits(shown);
      }
      case "text":
        return wordFits(item.text);
      default:
        return [false];
    }
  });
}

function wordFits(words: string): readonly boolean[] {
  return splitLabel(words).flatMap(({ text, isFit }) => (text.trim() === "" ? [] : [isFit]));
}

function writeAll(sheet: Sheet, items: readonly Inline[], context: Context): void {
  for (const item of items) writeInline(sheet, item, context);
}

/** Writes the words of a link. Pieces that a label cannot hold go beside the link, which continues after them. */
function writeLabel(sheet: Sheet, text: string, context: Context): void {
  for (const piece of splitLabel(text)) {
    if (piece.isFit || piece.text.trim() === "") sheet.label(piece.text, context);
    else sheet.words(piece.text, besideLink(context));
  }
}

function writeShown(sheet: Sheet, text: string, context: Context): void {
  if (context.styles.has("link")) writeLabel(sheet, text, context);
  else sheet.words(text, context);
}

function writeImage(sheet: Sheet, image: Image, context: Context): void {
  const outside = besideLink(context);
  if (!context.isInSpoiler) sheet.image(image.url);
  sheet.atom(labels.image, outside);
  const words = image.alt === "" ? labels.imageWithoutWords : image.alt;
  writeLinkInline(sheet, { kind: "link", url: image.url, content: [{ kind: "text", text: words }] }, outside);
}

function writeMark(sheet: Sheet, label: string, context: Context): void {
  const outside = besideLink(context);
  sheet.mark(toSuperscript(label) ?? escapeInline(`[${label}]`), outside);
}

function isInHeading(context: Context): boolean {
  return enclosingLine(context)?.open.startsWith("#") === true;
}
