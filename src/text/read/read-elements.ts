import type { Block, Inline } from "../document.ts";
import type { Readers, Reading } from "./context.ts";
import { flattenBlock, joinLines } from "./flatten.ts";
import { Flow } from "./flow.ts";
import { isBlockElement, rawTextElements } from "./html-rules.ts";
import { attribute, type Element, type HtmlNode, hasClass } from "./html-tree.ts";
import { readByClass } from "./read-by-class.ts";
import { readDetails } from "./read-details.ts";
import { readFigure, readImage, readPicture } from "./read-figure.ts";
import { readFootnotes } from "./read-footnotes.ts";
import { readInlineCode, readPreformatted } from "./read-inline-code.ts";
import { readList, readTerms } from "./read-list.ts";
import { readMath } from "./read-math.ts";
import { readMedia } from "./read-media.ts";
import { readSign } from "./read-sign.ts";
import { readLink, readStyled, styleOf } from "./read-styled.ts";
import { readTable } from "./read-table.ts";
import { readText } from "./read-text.ts";

type ElementReader = (element: Element, flow: Flow, reading: Reading) => void;

/** One element per line. Elements missing here keep their text and lose their tags. */
const elements: ReadonlyMap<string, ElementReader> = new Map(
  Object.entries<ElementReader>({
    br: (_element, flow) => flow.inline({ kind: "break" }),
    hr: (_element, flow) => flow.block({ kind: "rule" }),
    a: (element, flow, reading) => readLink(element, flow, reading, readers),
    code: readInlineCode,
    kbd: readInlineCode,
    samp: readInlineCode,
    tt: readInlineCode,
    q: readShortQuote,
    img: (element, flow, reading) => addImage(readSign(element) ?? readImage(element, reading), flow),
    picture: (element, flow, reading) => addImage(readPicture(element, reading), flow),
    audio: readPlayer,
    video: readPlayer,
    object: readPlayer,
    embed: readPlayer,
    pre: readPreformatted,
    h1: readHeading,
    h2: readHeading,
    h3: readHeading,
    h4: readHeading,
    h5: readHeading,
    h6: readHeading,
    blockquote: (element, flow, reading) => {
      const blocks = readBlocks(element.children, reading);
      flow.flush();
      if (blocks.length > 0) flow.block({ kind: "quote", blocks });
    },
    ul: (element, flow, reading) => readList(element, flow, reading, readBlocks),
    menu: (element, flow, reading) => readList(element, flow, reading, readBlocks),
    dir: (element, flow, reading) => readList(element, flow, reading, readBlocks),
    ol: readOrderedList,
    dl: (element, flow, reading) => readTerms(element, flow, reading, readBlocks),
    table: (element, flow, reading) => readTable(element, flow, reading, readInlines),
    figure: (element, flow, reading) => {
      if (!readFigure(element, flow, reading, readInlines)) readContainer(element, flow, reading);
    },
    details: (element, flow, reading) => readDetails(element, flow, reading, readers),
    input: (element, flow) => {
      if (attribute(element, "type") === "checkbox") flow.text("checked" in element.attributes ? "☑ " : "☐ ");
    },
    math: readMath,
  }),
);

/** Reads children as blocks; loose inlines become paragraphs. */
export function readBlocks(children: readonly HtmlNode[], reading: Reading): readonly Block[] {
  const flow = new Flow(reading.around);
  readChildren(children, flow, reading);
  return flow.finish();
}

/** Reads children as one line of inlines; blocks inside are joined by breaks. */
function readInlines(children: readonly HtmlNode[], reading: Reading): readonly Inline[] {
  const flow = new Flow(reading.around);
  readChildren(children, flow, reading);
  const rest = flow.takeInlines();
  return joinLines([...flow.blocks.map(flattenBlock), rest]);
}

/** Reads children into the flow of the element around them. */
function readChildren(children: readonly HtmlNode[], flow: Flow, reading: Reading): void {
  for (const child of children) {
    if (typeof child === "string") readText(child, flow, reading);
    else readElement(child, flow, reading);
  }
}

/** Functions that readers of single elements are given. */
const readers: Readers = { readBlocks, readInlines, readChildren };

function readElement(element: Element, flow: Flow, reading: Reading): void {
  const { name } = element;
  if ((rawTextElements.has(name) && name !== "iframe") || name === "head") return;
  if (reading.dialect.readElement(element, flow, reading, readers)) return;
  if (readByClass(element, flow, reading, readers)) return;
  const style = styleOf(element);
  const read = elements.get(name);
  if (style !== undefined) readStyled(style, element, flow, reading, readers);
  else if (read !== undefined) read(element, flow, reading);
  else if (isBlockElement(name)) readContainer(element, flow, reading);
  else readChildren(element.children, flow, reading);
}

function readContainer(element: Element, flow: Flow, reading: Reading): void {
  flow.flush();
  readChildren(element.children, flow, reading);
  flow.flush();
}

function addImage(image: Inline | undefined, flow: Flow): void {
  if (image !== undefined) flow.inline(image);
}

function readPlayer(element: Element, flow: Flow, reading: Reading): void {
  if (!readMedia(element, flow, reading)) readChildren(element.children, flow, reading);
}

function readShortQuote(element: Element, flow: Flow, reading: Reading): void {
  flow.text("“");
  readChildren(element.children, flow, reading);
  flow.text("”");
}

function readHeading(element: Element, flow: Flow, reading: Reading): void {
  const content = readInlines(element.children, reading);
  flow.flush();
  if (content.length > 0) flow.block({ kind: "heading", level: Number(element.name.slice(1)), content });
}

function readOrderedList(element: Element, flow: Flow, reading: Reading): void {
  if (hasClass(element, "footnotes")) readFootnotes(element, reading, readBlocks);
  else readList(element, flow, reading, readBlocks);
}
