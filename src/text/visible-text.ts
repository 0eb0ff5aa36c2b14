import type { Block, Document, Inline } from "./document.ts";
import { labels } from "./labels.ts";
import { toSubscript, toSuperscript } from "./tex/scripts.ts";
import { texToUnicode } from "./tex/tex-to-unicode.ts";

export interface VisibleOptions {
  /** Replaces what a spoiler hides; by default, the hidden text itself is returned. */
  readonly hidden?: string;
  /** Leaves superscripts and subscripts that Unicode lacks plain, without extra characters, as people search for them. */
  readonly isForSearch?: boolean;
}

/**
 * Returns everything that a reader of the site can read, for search and for finding passages. One line per block; notes at the end.
 */
export function visibleText(document: Document, options: VisibleOptions = {}): string {
  const lines = document.blocks.flatMap((block) => blockLines(block, options));
  const notes = document.notes.flatMap((note) => note.blocks.flatMap((block) => blockLines(block, options)));
  return [...lines, ...notes].join("\n");
}

/** Returns the words of inlines without their formatting. */
export function plainText(items: readonly Inline[], options: VisibleOptions = {}): string {
  let text = "";
  for (const item of items) text += inlineText(item, options);
  return text;
}

/** Returns the words of a block, with a line for each of its lines. */
export function blockLines(block: Block, options: VisibleOptions): readonly string[] {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return [plainText(block.content, options)];
    case "code-block":
      return [block.text];
    case "display-formula":
      return [texToUnicode(block.tex) ?? block.tex];
    case "quote":
      return block.blocks.flatMap((inner) => blockLines(inner, options));
    case "spoiler-block":
      if (options.hidden !== undefined) return options.hidden === "" ? [] : [options.hidden];
      return block.blocks.flatMap((inner) => blockLines(inner, options));
    case "details": {
      const inner =
        options.hidden === undefined
          ? block.blocks.flatMap((each) => blockLines(each, options))
          : [labels.folded];
      return [plainText(block.title, options), ...inner];
    }
    case "list":
      return block.items.flatMap((item) => item.blocks.flatMap((inner) => blockLines(inner, options)));
    case "table":
      return block.rows.map((row) => row.map((cell) => plainText(cell, options)).join(" "));
    case "figure":
      return [block.image.alt, plainText(block.caption, options)].filter((line) => line !== "");
    case "embed":
      return [block.name];
    case "rule":
      return [];
  }
}

function inlineText(item: Inline, options: VisibleOptions): string {
  switch (item.kind) {
    case "text":
    case "code":
      return item.text;
    case "styled": {
      if (item.style === "spoiler" && options.hidden !== undefined) return options.hidden;
      const text = plainText(item.content, options);
      if (item.style !== "superscript" && item.style !== "subscript") return text;
      const written = item.style === "superscript" ? toSuperscript(text) : toSubscript(text);
      if (written !== undefined) return written;
      return options.isForSearch ? text : `${item.style === "superscript" ? "^" : "_"}(${text})`;
    }
    case "link":
      return plainText(item.content, options);
    case "formula":
      return texToUnicode(item.tex) ?? item.tex;
    case "image":
      return options.isForSearch ? ` ${item.alt} ` : item.alt;
    case "mark":
      return "";
    case "break":
      return "\n";
  }
}
