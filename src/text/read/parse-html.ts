import { Tokenizer } from "htmlparser2";
import { type HtmlNode, noAttributes } from "./html-tree.ts";
import { type Tag, TreeBuilder } from "./tree-builder.ts";

/**
 * Builds a tree from HTML as the site serves it. Works on the tokenizer rather than on htmlparser2's parser, whose search for the
 * matching open tag is linear in the nesting: hostile input would cost quadratic time. Time and memory are linear here.
 */
export function parseHtml(html: string): readonly HtmlNode[] {
  const tags = new TagReader(html);
  const tokenizer = new Tokenizer({ decodeEntities: true, xmlMode: false }, tags);
  tokenizer.write(html);
  tokenizer.end();
  return tags.tree.root;
}

/** Puts the tokenizer's positions and pieces together into tags and text, and hands them to the tree. */
class TagReader {
  readonly tree = new TreeBuilder();
  readonly #html: string;
  #name = "";
  #attributes: Record<string, string> | undefined;
  #attributeName = "";
  #value = "";

  constructor(html: string) {
    this.#html = html;
  }

  ontext(start: number, end: number): void {
    this.tree.text(this.#html.slice(start, end));
  }

  ontextentity(codepoint: number): void {
    this.tree.entity(String.fromCodePoint(codepoint));
  }

  onopentagname(start: number, end: number): void {
    this.#name = this.#html.slice(start, end).toLowerCase();
    this.#attributes = undefined;
  }

  onattribname(start: number, end: number): void {
    this.#attributeName = this.#html.slice(start, end).toLowerCase();
    this.#value = "";
  }

  onattribdata(start: number, end: number): void {
    this.#value += this.#html.slice(start, end);
  }

  onattribentity(codepoint: number): void {
    this.#value += String.fromCodePoint(codepoint);
  }

  onattribend(): void {
    this.#attributes ??= Object.create(null) as Record<string, string>;
    this.#attributes[this.#attributeName] ??= this.#value;
  }

  onopentagend(): void {
    this.tree.open(this.#tag());
  }

  onselfclosingtag(): void {
    this.tree.openAndClose(this.#tag());
  }

  onclosetag(start: number, end: number): void {
    this.tree.close(this.#html.slice(start, end).toLowerCase());
  }

  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  #tag(): Tag {
    return { name: this.#name, attributes: this.#attributes ?? noAttributes };
  }
}
