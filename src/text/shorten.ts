import type { Block, Document, Inline } from "./document.ts";
import { cutToLength } from "./pieces.ts";

/**
 * Cuts a document that is much longer than its visible part, so that no time is wasted on the rest. A document of at most
 * `maxLength` characters, addresses and marks included, stays as it is. A document that is cut loses its notes.
 */
export function shorten(document: Document, maxLength: number): Document {
  const shortener = new Shortener(maxLength);
  const blocks = shortener.blocks(document.blocks);
  if (!shortener.isCut) for (const note of document.notes) shortener.blocks(note.blocks);
  return shortener.isCut ? { blocks, notes: [] } : document;
}

/** Cost of a block, line or mark in addition to its characters. */
const overhead = 2;

class Shortener {
  #left: number;

  constructor(maxLength: number) {
    this.#left = maxLength;
  }

  get isCut(): boolean {
    return this.#left < 0;
  }

  blocks(blocks: readonly Block[]): readonly Block[] {
    return this.#each(blocks, (block) => this.#block(block));
  }

  #each<Item>(items: readonly Item[], shortened: (item: Item) => Item): readonly Item[] {
    const kept: Item[] = [];
    for (const item of items) {
      this.#left -= overhead;
      if (this.isCut) break;
      kept.push(shortened(item));
    }
    return kept;
  }

  #block(block: Block): Block {
    switch (block.kind) {
      case "paragraph":
      case "heading":
        return { ...block, content: this.#inlines(block.content) };
      case "code-block":
        return { ...block, text: this.#text(block.text) };
      case "quote":
      case "spoiler-block":
        return { ...block, blocks: this.blocks(block.blocks) };
      case "details":
        return { ...block, title: this.#inlines(block.title), blocks: this.blocks(block.blocks) };
      case "list":
        return {
          ...block,
          items: this.#each(block.items, (item) => ({ ...item, blocks: this.blocks(item.blocks) })),
        };
      case "table":
        return {
          ...block,
          rows: this.#each(block.rows, (row) => this.#each(row, (cell) => this.#inlines(cell))),
        };
      case "figure":
        this.#left -= block.image.url.length;
        return { ...block, caption: this.#inlines(block.caption) };
      case "display-formula":
        this.#left -= block.tex.length;
        return block;
      case "embed":
        this.#left -= block.name.length + (block.url?.length ?? 0);
        return block;
      case "rule":
        return block;
    }
  }

  #inlines(items: readonly Inline[]): readonly Inline[] {
    return this.#each(items, (item) => this.#inline(item));
  }

  #inline(item: Inline): Inline {
    switch (item.kind) {
      case "text":
      case "code":
        return { ...item, text: this.#text(item.text) };
      case "styled":
        return { ...item, content: this.#inlines(item.content) };
      case "link":
        this.#left -= item.url.length;
        return { ...item, content: this.#inlines(item.content) };
      case "formula":
        this.#left -= item.tex.length;
        return item;
      case "image":
        this.#left -= item.url.length + item.alt.length;
        return item;
      case "mark":
      case "break":
        return item;
    }
  }

  #text(text: string): string {
    const room = Math.max(0, this.#left);
    this.#left -= text.length;
    if (text.length <= room) return text;
    return cutToLength(text, room);
  }
}
