import type { Block, Document, Inline, Note, Paragraph, Table } from "./document.ts";
import { texToUnicode } from "./tex/tex-to-unicode.ts";
import { blockLines } from "./visible-text.ts";

/** A piece of text that is not divided by markup. */
export interface Leaf {
  readonly text: string;
  /** True if a new line of the text starts with it. */
  readonly startsLine: boolean;
}

/** A character, or three that are read as one, within a leaf. */
export interface LeafPosition {
  readonly leaf: number;
  readonly offset: number;
  readonly length: number;
}

/** Lists the leaves of the blocks in reading order, without footnotes. */
export function leavesOf(document: Document): readonly Leaf[] {
  const leaves: Leaf[] = [];
  new Slicer((text, startsLine) => {
    leaves.push({ text, startsLine });
    return text;
  }).blocks(document.blocks);
  return leaves;
}

/** Cuts a part out of a document, from one character to another (both included), with its formatting and its notes. */
export function sliceDocument(document: Document, first: LeafPosition, last: LeafPosition): Document {
  let index = -1;
  const blocks = new Slicer((text) => {
    index++;
    if (index < first.leaf || index > last.leaf) return "";
    const start = index === first.leaf ? first.offset : 0;
    const end = index === last.leaf ? last.offset + last.length : text.length;
    return text.slice(start, end);
  }).blocks(document.blocks);
  return { blocks, notes: sliceNotes(blocks, document.notes) };
}

/** Lists the notes that the blocks call. */
export function sliceNotes(blocks: readonly Block[], notes: readonly Note[]): readonly Note[] {
  const called = new Set<string>();
  collectMarks(blocks, called);
  return notes.filter((note) => called.has(note.label));
}

/** Takes a piece of each leaf. A leaf that cannot be divided is kept whole if any piece of it is taken. */
type Take = (text: string, startsLine: boolean) => string;

class Slicer {
  readonly #take: Take;
  #startsLine = true;
  /** True if the last leaf was taken; decides about content without text. */
  #isInside = false;

  constructor(take: Take) {
    this.#take = take;
  }

  blocks(blocks: readonly Block[]): readonly Block[] {
    return blocks.flatMap((block) => {
      this.#startsLine = true;
      const sliced = this.#block(block);
      return sliced === undefined ? [] : [sliced];
    });
  }

  #block(block: Block): Block | undefined {
    switch (block.kind) {
      case "paragraph":
      case "heading": {
        const content = this.#inlines(block.content);
        return content.length === 0 ? undefined : { ...block, content };
      }
      case "code-block": {
        const text = this.#leaf(block.text);
        return text.trim() === "" ? undefined : { ...block, text };
      }
      case "quote":
      case "spoiler-block": {
        const blocks = this.blocks(block.blocks);
        return blocks.length === 0 ? undefined : { ...block, blocks };
      }
      case "details": {
        const title = this.#inlines(block.title);
        const blocks = this.blocks(block.blocks);
        return title.length + blocks.length === 0 ? undefined : { ...block, title, blocks };
      }
      case "list": {
        const items = block.items
          .map((item) => ({ ...item, blocks: this.blocks(item.blocks) }))
          .filter((item) => item.blocks.length > 0);
        return items.length === 0 ? undefined : { ...block, items };
      }
      case "table":
        return this.#table(block);
      case "rule":
        return this.#isInside ? block : undefined;
      default:
        return this.#leaf(blockLines(block, {}).join("\n")) === "" ? undefined : block;
    }
  }

  /** Takes words from a table. Words from a single cell need no table around them. */
  #table(table: Table): Table | Paragraph | undefined {
    const rows = table.rows.map((row) =>
      row.map((cell) => {
        this.#startsLine = true;
        return this.#inlines(cell);
      }),
    );
    const kept = rows.filter((row) => row.some((cell) => cell.length > 0));
    const cells = kept.flatMap((row) => row.filter((cell) => cell.length > 0));
    const [first] = cells;
    if (first === undefined) return undefined;
    if (cells.length === 1 && table.rows.length > 1) return { kind: "paragraph", content: first };
    return { ...table, hasHeader: table.hasHeader && kept[0] === rows[0], rows: kept };
  }

  #inlines(items: readonly Inline[]): readonly Inline[] {
    const sliced = items.flatMap((item) => {
      const piece = this.#inline(item);
      return piece === undefined ? [] : [piece];
    });
    return sliced.every((item) => item.kind === "break" || item.kind === "mark") ? [] : sliced;
  }

  #inline(item: Inline): Inline | undefined {
    switch (item.kind) {
      case "text":
      case "code": {
        const text = this.#leaf(item.text);
        return text === "" ? undefined : { ...item, text };
      }
      case "styled":
      case "link": {
        const content = item.content.flatMap((child) => this.#inline(child) ?? []);
        return content.length === 0 ? undefined : { ...item, content };
      }
      case "formula":
        return this.#leaf(texToUnicode(item.tex) ?? item.tex) === "" ? undefined : item;
      case "image":
        return this.#leaf(item.alt) === "" && !(item.alt === "" && this.#isInside) ? undefined : item;
      case "mark":
        return this.#isInside ? item : undefined;
      case "break":
        this.#startsLine = true;
        return this.#isInside ? item : undefined;
    }
  }

  #leaf(text: string): string {
    const taken = this.#take(text, this.#startsLine);
    this.#startsLine = false;
    this.#isInside = taken !== "";
    return taken;
  }
}

function collectMarks(value: unknown, labels: Set<string>): void {
  if (Array.isArray(value)) for (const each of value) collectMarks(each, labels);
  else if (typeof value === "object" && value !== null) {
    if ("kind" in value && value.kind === "mark" && "label" in value) labels.add(String(value.label));
    else for (const each of Object.values(value)) collectMarks(each, labels);
  }
}
