import type { ElementRule } from "../../read/context.ts";
import { attribute, type Element, hasClass } from "../../read/html-tree.ts";
import { textOf } from "../../read/read-code.ts";
import { hostName, readAddress } from "../../web-address.ts";
import { findElement, oneLine } from "./find-elements.ts";

/** Reads the preview of another page: a link with its title, and its first words as a quote. */
export const readOnebox: ElementRule = (element, flow, reading, { readInlines }) => {
  if (element.name !== "aside" || !hasClass(element, "onebox")) return false;
  const body = findElement(element.children, (child) => hasClass(child, "onebox-body")) ?? element;
  const heading = findElement(body.children, ({ name }) => /^h[1-6]$/.test(name));
  const link = linkIn(heading) ?? linkIn(body) ?? linkIn(element);
  const addresses = [
    attribute(element, "data-onebox-src"),
    link === undefined ? "" : attribute(link, "href"),
  ];
  const url = addresses
    .map((address) => (address === "" ? undefined : readAddress(address, reading.baseUrl)))
    .find((address) => address !== undefined);
  if (url === undefined) return false;
  const title = oneLine(textOf((heading ?? link)?.children ?? [])) || hostName(url) || url;
  const words = { kind: "text", text: title } as const;
  flow.block({
    kind: "paragraph",
    content: [reading.isInLink ? words : { kind: "link", url, content: [words] }],
  });
  const first = findElement(
    body.children,
    ({ name, children }) => name === "p" && oneLine(textOf(children)) !== "",
  );
  const content = first === undefined ? [] : readInlines(first.children, reading);
  if (content.length > 0) flow.block({ kind: "quote", blocks: [{ kind: "paragraph", content }] });
  return true;
};

function linkIn(element: Element | undefined): Element | undefined {
  return findElement(element?.children ?? [], ({ name, attributes }) => name === "a" && "href" in attributes);
}
