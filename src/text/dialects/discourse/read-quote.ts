import type { Block, Inline } from "../../document.ts";
import type { ElementRule, Reading } from "../../read/context.ts";
import { attribute, type Element, type HtmlNode, hasClass } from "../../read/html-tree.ts";
import { textOf } from "../../read/read-code.ts";
import { readAddress } from "../../web-address.ts";
import { findElement, oneLine } from "./find-elements.ts";

/** Reads the words of another post, led by the name of their author. Without a name, it is a link to another topic. */
export const readQuote: ElementRule = (element, flow, reading, { readBlocks }) => {
  if (element.name !== "aside" || !hasClass(element, "quote")) return false;
  const name = oneLine(attribute(element, "data-display-name") || attribute(element, "data-username"));
  const quoted = findElement(element.children, (child) => child.name === "blockquote");
  const words = quoted?.children ?? element.children.filter((child) => !isTitle(child));
  if (name === "") {
    const link = topicLink(element, reading);
    if (link !== undefined) {
      flow.block({ kind: "paragraph", content: [link] });
      return true;
    }
  }
  const blocks = readBlocks(words, reading);
  const all = name === "" ? blocks : ledBy(leadOf(name, postAddress(element, reading)), blocks);
  if (all.length > 0) flow.block({ kind: "quote", blocks: all });
  return true;
};

function isTitle(node: HtmlNode): boolean {
  return typeof node === "object" && hasClass(node, "title");
}

/** Puts the name on a line of its own, right above the words. */
function ledBy(lead: Inline, [first, ...others]: readonly Block[]): readonly Block[] {
  if (first?.kind !== "paragraph")
    return [{ kind: "paragraph", content: [lead] }, ...(first === undefined ? [] : [first, ...others])];
  return [{ kind: "paragraph", content: [lead, { kind: "break" }, ...first.content] }, ...others];
}

function leadOf(name: string, url: string | undefined): Inline {
  const words: Inline = { kind: "text", text: `${name}:` };
  const content: readonly Inline[] = [url === undefined ? words : { kind: "link", url, content: [words] }];
  return { kind: "styled", style: "strong", content };
}

/** Makes the address of the quoted post, beside that of the post that quotes it. */
function postAddress(element: Element, { baseUrl, isInLink }: Reading): string | undefined {
  const [topic, number] = [attribute(element, "data-topic"), attribute(element, "data-post")];
  if (!/^\d+$/.test(topic) || !/^\d+$/.test(number) || baseUrl === undefined || isInLink) return undefined;
  const forum = baseUrl.replace(/\/t\/[^?#]*$/, "").replace(/\/$/, "");
  return readAddress(`${forum}/t/${topic}/${number}`, undefined);
}

function topicLink(element: Element, reading: Reading): Inline | undefined {
  const link = findElement(element.children, ({ name, attributes }) => name === "a" && "href" in attributes);
  const url = link && readAddress(attribute(link, "href"), reading.baseUrl);
  const title = link === undefined ? "" : oneLine(textOf(link.children));
  if (url === undefined || title === "" || reading.isInLink) return undefined;
  return { kind: "link", url, content: [{ kind: "text", text: title }] };
}
