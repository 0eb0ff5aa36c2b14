import type { CodeBlock } from "../document.ts";
import { attribute, type Element, type HtmlNode } from "./html-tree.ts";

/** All text below the nodes as it stands, line breaks included. */
export function textOf(nodes: readonly HtmlNode[]): string {
  let text = "";
  for (const node of nodes) {
    if (typeof node === "string") text += node;
    else if (node.name === "br") text += "\n";
    else text += textOf(node.children);
  }
  return text;
}

/** `undefined` for a block without a visible character. */
export function readCodeBlock(element: Element): CodeBlock | undefined {
  const text = textOf(element.children)
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
