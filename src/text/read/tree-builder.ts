import {
  closedByOpening,
  closedElements,
  formattingElements,
  isBlockElement,
  rawTextElements,
  voidElements,
  xmlElements,
} from "./html-rules.ts";
import { type Element, type HtmlNode, noAttributes } from "./html-tree.ts";

/** An element without its content. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

interface Open extends Tag {
  readonly children: HtmlNode[];
  /** Formatting that was open outside an element into which none continues. */
  readonly outside: readonly Tag[] | undefined;
}

/** Deeper elements lose their tags and keep their text, which bounds every recursion over the tree. */
const maxDepth = 80;
/** The most elements of one name to reopen; more would add nothing. */
const maxGoingOn = 3;
/** The most elements to reopen in one document: a few bytes must not fill the memory. */
const maxReopened = 20_000;

/**
 * Builds a tree from tags and text as a browser does: end tags may be missing or in the wrong order. Time and memory are linear in the
 * number of tags.
 */
export class TreeBuilder {
  readonly root: HtmlNode[] = [];
  readonly #stack: Open[] = [];
  readonly #openCounts = new Map<string, number>();
  /** Emphasis and links that a block has interrupted and that continue in the following text. */
  #goingOn: readonly Tag[] = [];
  #reopened = 0;
  #target: HtmlNode[] = this.root;

  text(text: string): void {
    if (this.#goingOn.length > 0 && text.trim() !== "") this.#reopen();
    this.#append(text);
  }

  /** Adds a character that the author wrote as an entity; white space written so counts as words. */
  entity(character: string): void {
    this.#reopen();
    this.#append(character);
  }

  open(tag: Tag): void {
    const { name } = tag;
    // A possible break in a long word has nothing to read, and would cut an address in two.
    if (name === "wbr") return;
    this.#closeImplied(name);
    if (name === "a") this.#closeLink();
    // A link does not continue inside another one.
    if (name === "a") this.#goingOn = this.#goingOn.filter((each) => each.name !== "a");
    const isHidden = this.#goingOn.some(isSpoiler);
    if (isHidden || (!isBlockElement(name) && !rawTextElements.has(name))) this.#reopen();
    this.#push(tag);
  }

  /** Adds an element written as `<name/>`, which HTML opens; only in XML does it end there. */
  openAndClose(tag: Tag): void {
    const isInXml = [...xmlElements].some((each) => this.#isOpen(each));
    this.open(tag);
    if (isInXml && !voidElements.has(tag.name)) this.#popTo(tag.name, false);
  }

  close(name: string): void {
    if (name === "br") this.#target.push({ name, attributes: noAttributes, children: [] });
    const isGoingOn = this.#goingOn.findLastIndex((tag) => tag.name === name);
    if (isGoingOn >= 0) this.#goingOn = this.#goingOn.filter((_, index) => index !== isGoingOn);
    else if (this.#isOpen(name)) this.#popTo(name, false);
  }

  #isOpen(name: string): boolean {
    return (this.#openCounts.get(name) ?? 0) > 0;
  }

  #push({ name, attributes }: Tag): void {
    const element: Element = { name, attributes, children: [] };
    if (voidElements.has(name)) {
      this.#target.push(element);
      return;
    }
    const isTooDeep = this.#stack.length >= maxDepth && !rawTextElements.has(name);
    if (!isTooDeep) this.#target.push(element);
    const children = isTooDeep ? this.#target : element.children;
    const outside = closedElements.has(name) ? this.#goingOn : undefined;
    if (outside !== undefined) this.#goingOn = [];
    this.#stack.push({ name, attributes, children, outside });
    this.#openCounts.set(name, (this.#openCounts.get(name) ?? 0) + 1);
    this.#target = children;
  }

  #reopen(): void {
    const tags = this.#goingOn;
    this.#goingOn = [];
    this.#reopened += tags.length;
    if (this.#reopened <= maxReopened) for (const tag of tags) this.#push(tag);
  }

  #append(text: string): void {
    const last = this.#target.length - 1;
    const before = this.#target[last];
    if (typeof before === "string") this.#target[last] = before + text;
    else this.#target.push(text);
  }

  #popTo(name: string, isImplied: boolean): void {
    const ended: Tag[] = [];
    for (let open = this.#stack.pop(); open !== undefined; open = this.#stack.pop()) {
      this.#openCounts.set(open.name, (this.#openCounts.get(open.name) ?? 1) - 1);
      if (open.outside !== undefined) {
        ended.length = 0;
        this.#goingOn = open.outside;
      }
      if (open.name === name) break;
      const isFew = ended.filter((tag) => tag.name === open.name).length < maxGoingOn;
      const goesOn = formattingElements.has(open.name) || (isImplied && isSpoiler(open));
      if (goesOn && isFew) ended.push(open);
    }
    if (ended.length > 0) this.#goingOn = [...ended.reverse(), ...this.#goingOn].slice(-4 * maxGoingOn);
    this.#target = this.#stack.at(-1)?.children ?? this.root;
  }

  /** A link ends where the next one begins, unless it holds blocks that would end with it. */
  #closeLink(): void {
    if (!this.#isOpen("a")) return;
    const lowest = Math.max(0, this.#stack.length - maxDepth);
    for (let index = this.#stack.length - 1; index >= lowest; index--) {
      const open = this.#stack[index]?.name ?? "";
      if (open === "a") this.#popTo("a", false);
      if (open === "a" || isBlockElement(open) || closedElements.has(open)) return;
    }
  }

  /** HTML lets authors leave out some end tags: a new `li` ends the one before it. */
  #closeImplied(name: string): void {
    const rule = closedByOpening(name);
    if (rule === undefined) return;
    const lowest = Math.max(0, this.#stack.length - maxDepth);
    for (let index = this.#stack.length - 1; index >= lowest; index--) {
      const open = this.#stack[index]?.name ?? "";
      if (rule.closes.has(open)) {
        this.#popTo(open, true);
        return;
      }
      if (rule.isStopped(open)) return;
    }
  }
}

/** A spoiler continues across a block that ends the paragraph, though a browser would show the rest. */
function isSpoiler({ name, attributes }: Tag): boolean {
  return name === "span" && attributes.class?.includes("spoiler") === true;
}
