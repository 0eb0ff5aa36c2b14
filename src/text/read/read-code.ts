import type { CodeBlock } from "../document.ts";
import { isBlockElement, rawTextElements } from "./html-rules.ts";
import { attribute, type Element, type HtmlNode } from "./html-tree.ts";

/** Returns all text below the nodes as it is, including line breaks. */
export function textOf(nodes: readonly HtmlNode[]): string {
  let text = "";
  for (const node of nodes) {
    if (typeof node === "string") text += node;
    else if (node.name === "br") text += "\n";
    else if (!rawTextElements.has(node.name)) text += textOf(node.children);
  }
  return text;
}

/** The same, with each block on its own lines. */
export function linesOf(nodes: readonly HtmlNode[]): string {
  const lines = new Lines();
  lines.add(nodes);
  return lines.text;
}

class Lines {
  text = "";
  /** True if the following text begins a line. */
  #isNewLine = false;
  #endsLine = true;

  add(nodes: readonly HtmlNode[]): void {
    for (const node of nodes) {
      if (typeof node === "string") this.#append(node);
      else if (node.name === "br") this.#breakLine();
      else if (rawTextElements.has(node.name) || isLineNumber(node)) continue;
      else if (node.name === "td" || node.name === "th") this.#addCell(node);
      else if (isBlockElement(node.name)) this.#addBlock(node);
      else this.add(node.children);
    }
  }

  #addBlock(element: Element): void {
    this.#isNewLine = true;
    this.add(element.children);
    this.#isNewLine = true;
  }

  /** Puts the cells of a row next to one another. */
  #addCell(element: Element): void {
    if (!this.#isNewLine && !this.#endsLine) this.#append(" ");
    this.add(element.children);
  }

  #breakLine(): void {
    if (this.#isNewLine && !this.#endsLine) this.text += "\n";
    this.#isNewLine = false;
    this.text += "\n";
    this.#endsLine = true;
  }

  #append(text: string): void {
    if (text === "") return;
    // A line break in the source between two blocks is the one that the blocks make anyway.
    if (this.#isNewLine && !this.#endsLine && !text.startsWith("\n")) this.text += "\n";
    this.#isNewLine = false;
    this.text += text;
    this.#endsLine = text.endsWith("\n");
  }
}

/** Returns whether an element is a line number that a page puts beside code, which is not part of the code. */
function isLineNumber(element: Element): boolean {
  return /(?:^|\s)(?:\S*-)?(?:line-?numbers?|linenos?|ln-numbers|gutter)(?:\s|$)/i.test(
    attribute(element, "class"),
  );
}

/** `undefined` for a block without visible characters. */
export function readCodeBlock(element: Element): CodeBlock | undefined {
  const text = linesOf(element.children)
    .replaceAll("\u00a0", " ")
    .replace(/\r\n?/g, "\n")
    .replaceAll("\t", "    ")
    .replace(/^(?: *\n)+/, "")
    .trimEnd();
  return text === "" ? undefined : { kind: "code-block", language: languageOf(element), text };
}

function languageOf(element: Element): string {
  const inner = element.children.find((child) => typeof child === "object" && child.name === "code");
  const candidates = [
    attribute(element, "data-language"),
    typeof inner === "object" ? classLanguage(attribute(inner, "class")) : "",
    classLanguage(attribute(element, "class")),
  ];
  const name = candidates.find((candidate) => candidate !== "") ?? "";
  const isKnown = /^[\w+\-.#]{1,20}$/.test(name) && !/^(plain|plaintext|text|none)$/i.test(name);
  return isKnown ? name.toLowerCase() : "";
}

function classLanguage(names: string): string {
  return /(?:^|\s)lang(?:uage)?-(\S+)/.exec(names)?.[1] ?? "";
}
