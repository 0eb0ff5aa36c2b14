import { Tokenizer } from "htmlparser2";
import { closedByOpening, rawTextElements, voidElements } from "./html-rules.ts";

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: HtmlNode[];
}

export type HtmlNode = Element | string;

interface Open {
  readonly name: string;
  readonly children: HtmlNode[];
}

/** Deeper elements lose their tags and keep their text, which bounds every recursion over the tree. */
const maxDepth = 80;
/** Shared by all elements without any. */
export const noAttributes: Readonly<Record<string, string>> = Object.freeze({});

/**
 * Builds a tree from HTML as the site serves it. Works on the tokenizer rather than on htmlparser2's parser, whose search for the
 * matching open tag is linear in the nesting: hostile input would cost quadratic time. Time and memory are linear here.
 */
export function parseHtml(html: string): readonly HtmlNode[] {
  const builder = new TreeBuilder(html);
  const tokenizer = new Tokenizer({ decodeEntities: true, xmlMode: false }, builder);
  tokenizer.write(html);
  tokenizer.end();
  return builder.root;
}

export function attribute(element: Element, name: string): string {
  return element.attributes[name] ?? "";
}

export function hasClass(element: Element, name: string): boolean {
  const names = element.attributes.class;
  return names?.includes(name) === true && names.split(/\s+/).includes(name);
}

class TreeBuilder {
  readonly root: HtmlNode[] = [];
  readonly #html: string;
  readonly #stack: Open[] = [];
  readonly #openCounts = new Map<string, number>();
  #target: HtmlNode[] = this.root;
  #name = "";
  #attributes: Record<string, string> | undefined;
  #attributeName = "";
  #value = "";

  constructor(html: string) {
    this.#html = html;
  }

  ontext(start: number, end: number): void {
    this.#append(this.#html.slice(start, end));
  }

  ontextentity(codepoint: number): void {
    this.#append(String.fromCodePoint(codepoint));
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
    const name = this.#name;
    this.#closeImplied(name);
    const element: Element = { name, attributes: this.#attributes ?? noAttributes, children: [] };
    const isTooDeep = this.#stack.length >= maxDepth;
    if (voidElements.has(name)) {
      this.#target.push(element);
      return;
    }
    if (!isTooDeep || rawTextElements.has(name)) this.#target.push(element);
    const children = isTooDeep && !rawTextElements.has(name) ? this.#target : element.children;
    this.#stack.push({ name, children });
    this.#openCounts.set(name, (this.#openCounts.get(name) ?? 0) + 1);
    this.#target = children;
  }

  onselfclosingtag(): void {
    this.onopentagend();
  }

  onclosetag(start: number, end: number): void {
    const name = this.#html.slice(start, end).toLowerCase();
    if (name === "br") this.#target.push({ name, attributes: noAttributes, children: [] });
    if ((this.#openCounts.get(name) ?? 0) > 0) this.#popTo(name);
  }

  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  #append(text: string): void {
    const last = this.#target.length - 1;
    const before = this.#target[last];
    if (typeof before === "string") this.#target[last] = before + text;
    else this.#target.push(text);
  }

  #popTo(name: string): void {
    for (let open = this.#stack.pop(); open !== undefined; open = this.#stack.pop()) {
      this.#openCounts.set(open.name, (this.#openCounts.get(open.name) ?? 1) - 1);
      if (open.name === name) break;
    }
    this.#target = this.#stack.at(-1)?.children ?? this.root;
  }

  /** HTML lets authors leave out some end tags: a new `li` ends the one before it. */
  #closeImplied(name: string): void {
    const rule = closedByOpening(name);
    if (rule === undefined) return;
    const lowest = Math.max(0, this.#stack.length - maxDepth);
    for (let index = this.#stack.length - 1; index >= lowest; index--) {
      const open = this.#stack[index]?.name ?? "";
      if (rule.closes.has(open)) {
        this.#popTo(open);
        return;
      }
      if (rule.isStopped(open)) return;
    }
  }
}
