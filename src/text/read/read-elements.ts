import type { Block, Inline, Style } from "../document.ts";
import { readAddress } from "../web-address.ts";
import type { Reading } from "./context.ts";
import { flattenBlock, joinLines } from "./flatten.ts";
import { Flow, type Wrap } from "./flow.ts";
import { isBlockElement, rawTextElements } from "./html-rules.ts";
import { attribute, type Element, type HtmlNode, hasClass, noAttributes } from "./html-tree.ts";
import { textOf } from "./read-code.ts";
import { readDetails } from "./read-details.ts";
import { readEmbed } from "./read-embed.ts";
import { readFigure, readImage, readPicture } from "./read-figure.ts";
import { readFootnotes, readMark } from "./read-footnotes.ts";
import { readInlineCode, readPreformatted } from "./read-inline-code.ts";
import { readList, readTerms } from "./read-list.ts";
import { readMath } from "./read-math.ts";
import { readMedia } from "./read-media.ts";
import { readSign } from "./read-sign.ts";
import { readTable } from "./read-table.ts";
import { readText } from "./read-text.ts";

const styles: Readonly<Record<string, Style>> = {
  b: "strong",
  strong: "strong",
  i: "emphasis",
  em: "emphasis",
  cite: "emphasis",
  dfn: "emphasis",
  var: "emphasis",
  u: "underline",
  ins: "underline",
  s: "strike",
  strike: "strike",
  del: "strike",
  sup: "superscript",
  sub: "subscript",
};

type ElementReader = (element: Element, flow: Flow, reading: Reading) => void;

/** One element per line. Elements missing here keep their text and lose their tags. */
const readers: Readonly<Record<string, ElementReader>> = {
  br: (_element, flow) => flow.inline({ kind: "break" }),
  hr: (_element, flow) => flow.block({ kind: "rule" }),
  a: readLink,
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
  details: (element, flow, reading) => readDetails(element, flow, reading, allReaders),
  input: (element, flow) => {
    if (attribute(element, "type") === "checkbox") flow.text("checked" in element.attributes ? "☑ " : "☐ ");
  },
  math: readMath,
};

/** Reads children as blocks; loose inlines become paragraphs. */
export function readBlocks(children: readonly HtmlNode[], reading: Reading): readonly Block[] {
  const flow = new Flow(reading.around);
  walk(children, flow, reading);
  return flow.finish();
}

/** Reads children as one line of inlines; blocks inside are joined by breaks. */
function readInlines(children: readonly HtmlNode[], reading: Reading): readonly Inline[] {
  const flow = new Flow(reading.around);
  walk(children, flow, reading);
  const rest = flow.takeInlines();
  return joinLines([...flow.blocks.map(flattenBlock), rest]);
}

const allReaders = { readBlocks, readInlines };

function walk(children: readonly HtmlNode[], flow: Flow, reading: Reading): void {
  for (const child of children) {
    if (typeof child === "string") readText(child, flow, reading);
    else readElement(child, flow, reading);
  }
}

function readElement(element: Element, flow: Flow, reading: Reading): void {
  const { name } = element;
  if ((rawTextElements.has(name) && name !== "iframe") || name === "head") return;
  if (reading.dialect.readElement(element, flow, reading, allReaders)) return;
  if (readByClass(element, flow, reading)) return;
  const style = isUndone(element) ? undefined : styles[name];
  if (style !== undefined) readStyled(style, element, flow, reading);
  else if (readers[name] !== undefined) readers[name](element, flow, reading);
  else if (isBlockElement(name)) readContainer(element, flow, reading);
  else walk(element.children, flow, reading);
}

/** Recognises the bold element, not bold itself, in which Google Docs wraps everything copied from it. */
function isUndone(element: Element): boolean {
  const css = attribute(element, "style");
  if (css === "") return false;
  return (
    /(?:^|;)\s*(?:font-weight\s*:\s*(?:normal|400)|font-style\s*:\s*normal)\b/i.test(css) &&
    /^(?:b|strong|i|em)$/.test(element.name)
  );
}

function walkInside(wrap: Wrap, element: Element, flow: Flow, reading: Reading): void {
  const inner = { ...reading, around: [...reading.around, wrap] };
  flow.inside(wrap, () => walk(element.children, flow, inner));
}

function readStyled(style: Style, element: Element, flow: Flow, reading: Reading): void {
  // Superscript brackets contain the number of a note or a reference, which needs no raising.
  const isNumber = style === "superscript" && /^\[[^[\]]*\]$/.test(textOf(element.children).trim());
  if (isNumber || reading.styles.includes(style)) {
    walk(element.children, flow, reading);
    return;
  }
  const styles = [...reading.styles, style];
  walkInside({ kind: "styled", style }, element, flow, { ...reading, styles });
}

/** Reads markup that editors and plug-ins of many sites write; a class or data attribute on any element identifies it. */
function readByClass(element: Element, flow: Flow, reading: Reading): boolean {
  const names = element.attributes.class ?? "";
  if (readMark(element, flow, reading)) return true;
  if (element.attributes === noAttributes && element.name !== "iframe") return false;
  if (names.includes("spoiler") && element.name === "span") {
    readStyled("spoiler", element, flow, reading);
    return true;
  }
  if (names.includes("spoiler")) {
    const blocks = readBlocks(element.children, reading);
    flow.flush();
    if (blocks.length > 0) flow.block({ kind: "spoiler-block", blocks });
    return true;
  }
  if (
    names.includes("footnotes") ||
    names.includes("footnote-section") ||
    attribute(element, "role") === "doc-endnotes"
  ) {
    readFootnotes(element, reading, readBlocks);
    return true;
  }
  if (names.includes("detailsBlock") && element.name === "div") {
    readContainer(element, flow, reading);
    return true;
  }
  // KaTeX draws a second copy of its MathML.
  if (hasClass(element, "katex-html")) return true;
  return readEmbed(element, flow, reading);
}

function readContainer(element: Element, flow: Flow, reading: Reading): void {
  flow.flush();
  walk(element.children, flow, reading);
  flow.flush();
}

function readLink(element: Element, flow: Flow, reading: Reading): void {
  const address = attribute(element, "href").trim();
  const url = address === "" || address.startsWith("#") ? undefined : readAddress(address, reading.baseUrl);
  if (url === undefined || reading.isInLink) {
    walk(element.children, flow, reading);
    return;
  }
  walkInside({ kind: "link", url }, element, flow, { ...reading, isInLink: true });
}

function addImage(image: Inline | undefined, flow: Flow): void {
  if (image !== undefined) flow.inline(image);
}

function readPlayer(element: Element, flow: Flow, reading: Reading): void {
  if (!readMedia(element, flow, reading)) walk(element.children, flow, reading);
}

function readShortQuote(element: Element, flow: Flow, reading: Reading): void {
  flow.text("“");
  walk(element.children, flow, reading);
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
