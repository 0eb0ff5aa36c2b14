import type { Image, Inline } from "../document.ts";
import { readAddress } from "../web-address.ts";
import type { Reading } from "./context.ts";
import type { Flow } from "./flow.ts";
import { attribute, type Element, type HtmlNode } from "./html-tree.ts";

type ReadInlines = (children: readonly HtmlNode[], reading: Reading) => readonly Inline[];

/** What editors put in `alt` by themselves says nothing about the picture. */
const emptyWords = /^(image|img|picture|photo|screenshot|untitled|\S+\.(?:png|jpe?g|gif|webp|svg))?$/i;

/** `undefined` when the picture has no address that can be linked and no words either. */
export function readImage(element: Element, reading: Reading): Image | Inline | undefined {
  const alt = attribute(element, "alt").replace(/\s+/g, " ").trim();
  const address = attribute(element, "src") || attribute(element, "data-src");
  const url = address === "" ? undefined : readAddress(address, reading.baseUrl);
  const words = emptyWords.test(alt) ? "" : alt;
  if (url !== undefined && !url.startsWith("mailto:")) return { kind: "image", url, alt: words };
  return words === "" ? undefined : { kind: "text", text: words };
}

/** Reads a figure that shows one picture; `false` leaves any other to its children. */
export function readFigure(
  element: Element,
  flow: Flow,
  reading: Reading,
  readInlines: ReadInlines,
): boolean {
  const pictures = find(element, "img");
  const [picture] = pictures;
  if (picture === undefined || pictures.length > 1 || find(element, "table").length > 0) return false;
  const image = readImage(picture, reading);
  const captions = find(element, "figcaption");
  const caption = captions.flatMap((child) => readInlines(child.children, reading));
  if (image?.kind === "image") flow.block({ kind: "figure", image, caption });
  else if (image !== undefined || caption.length > 0)
    flow.block({ kind: "paragraph", content: image === undefined ? caption : [image, ...caption] });
  return true;
}

function find(element: Element, name: string): readonly Element[] {
  return element.children.flatMap((child) => {
    if (typeof child === "string") return [];
    return child.name === name ? [child] : find(child, name);
  });
}
