/**
 * A comment's text, free of its original markup. Blocks follow one another vertically, inlines horizontally. White space is already
 * folded: a text contains only single spaces, and no block starts or ends with one.
 */
export interface Document {
  readonly blocks: readonly Block[];
  /** Footnotes in the order of their numbers. */
  readonly notes: readonly Note[];
}

export interface Note {
  /** The mark as readers see it, such as `1` or `a`. */
  readonly label: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | Paragraph
  | Heading
  | CodeBlock
  | Quote
  | List
  | Rule
  | SpoilerBlock
  | Details
  | Table
  | Figure
  | DisplayFormula
  | Embed;

export interface Paragraph {
  readonly kind: "paragraph";
  readonly content: readonly Inline[];
}

interface Heading {
  readonly kind: "heading";
  /** 1 (largest) to 6. */
  readonly level: number;
  readonly content: readonly Inline[];
}

export interface CodeBlock {
  readonly kind: "code-block";
  /** Name of the programming language; empty if unknown. */
  readonly language: string;
  /** Lines as written, without blank ones at either end. */
  readonly text: string;
}

interface Quote {
  readonly kind: "quote";
  readonly blocks: readonly Block[];
}

export interface List {
  readonly kind: "list";
  readonly isOrdered: boolean;
  readonly items: readonly ListItem[];
}

export interface ListItem {
  /** The number that a reader sees; meaningless in an unordered list. */
  readonly number: number;
  /** The mark that a reader sees instead of the number, such as `B` or `iv`. */
  readonly mark?: string;
  readonly blocks: readonly Block[];
}

interface Rule {
  readonly kind: "rule";
}

/** Hidden until the reader asks for it, whatever is inside. */
interface SpoilerBlock {
  readonly kind: "spoiler-block";
  readonly blocks: readonly Block[];
}

/** Folded on the site: the title shows, the rest on demand. */
interface Details {
  readonly kind: "details";
  readonly title: readonly Inline[];
  readonly blocks: readonly Block[];
}

export interface Table {
  readonly kind: "table";
  /** True if the first row names the columns. */
  readonly hasHeader: boolean;
  /** A row may be shorter than another. A cell that spans several is in the first of them. */
  readonly rows: readonly (readonly Cell[])[];
}

export type Cell = readonly Inline[];

export interface Figure {
  readonly kind: "figure";
  readonly image: Image;
  readonly caption: readonly Inline[];
}

interface DisplayFormula {
  readonly kind: "display-formula";
  readonly tex: string;
}

/** Something on another page that is named and linked here: a video, a poll, a widget. */
export interface Embed {
  readonly kind: "embed";
  /** Its description, such as `YouTube video`. */
  readonly name: string;
  readonly url: string | undefined;
  /** True if Discord's own preview of the address helps the reader. */
  readonly hasPreview: boolean;
}

export type Inline = Text | Styled | Code | Link | Formula | Image | Mark | Break;

export interface Text {
  readonly kind: "text";
  readonly text: string;
}

export type Style = "strong" | "emphasis" | "underline" | "strike" | "spoiler" | "superscript" | "subscript";

export interface Styled {
  readonly kind: "styled";
  readonly style: Style;
  readonly content: readonly Inline[];
}

interface Code {
  readonly kind: "code";
  readonly text: string;
}

export interface Link {
  readonly kind: "link";
  /** An absolute address: http, https or mailto. */
  readonly url: string;
  readonly content: readonly Inline[];
}

interface Formula {
  readonly kind: "formula";
  readonly tex: string;
}

export interface Image {
  readonly kind: "image";
  readonly url: string;
  /** Description of the picture; empty if the author gave none. */
  readonly alt: string;
}

/** The place where a footnote is called. */
interface Mark {
  readonly kind: "mark";
  readonly label: string;
}

interface Break {
  readonly kind: "break";
}
