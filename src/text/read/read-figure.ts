import type { Image, Inline } from "../document.ts";
import { readAddress } from "../web-address.ts";
import type { Reading } from "./context.ts";
import type { Flow } from "./flow.ts";
import { rawTextElements } from "./html-rules.ts";
import { attribute, type Element, type HtmlNode } from "./html-tree.ts";
import { linkFigure } from "./link-figure.ts";
import { largestOf } from "./source-set.ts";

type ReadInlines = (children: readonly HtmlNode[], reading: Reading) => readonly Inline[];

/** Matches text that editors put into `alt` by themselves, which says nothing about the picture. */
const emptyWords = /^(image|img|picture|photo|screenshot|untitled|\S+\.(?:png|jpe?g|gif|webp|svg))?$/i;

/** `undefined` if the picture has neither an address that can be linked nor words. */
export function readImage(element: Element, reading: Reading): Image | Inline | undefined {
  const alt = attribute(element, "alt").replace(/\s+/g, " ").trim();
  const url = pictureAddress(element, reading);
  const words = emptyWords.test(alt) ? "" : alt;
  if (url !== undefined) return { kind: "image", url, alt: words };
  return words === "" ? undefined : { kind: "text", text: words };
}

/** Picks the largest of several sizes. Pages that load pictures late show a placeholder in `src` at first. */
function pictureAddress(element: Element, reading: Reading): string | undefined {
  const addresses = [
    attribute(element, "data-src"),
    attribute(element, "data-lazy-src"),
    attribute(element, "src"),
    largestOf(attribute(element, "srcset")),
    largestOf(attribute(element, "data-srcset")),
  ];
  for (const address of addresses) {
    const url = address === "" ? undefined : readAddress(address, reading.baseUrl);
    if (url !== undefined && !url.startsWith("mailto:")) return url;
  }
  return undefined;
}

/** Reads a picture in several formats: the one that every browser shows, else the first. */
export function readPicture(element: Element, reading: Reading): Image | Inline | undefined {
  const [shown] = find(element, "img");
  const image = shown === undefined ? undefined : readImage(shown, reading);
  if (image?.kind === "image") return image;
  for (const source of find(element, "source")) {
    const found = readImage(
      { ...source, attributes: { ...source.attributes, alt: shown?.attributes.alt ?? "" } },
      reading,
    );
    if (found?.kind === "image") return found;
  }
  return image;
}

/** Reads a figure that shows one picture and nothing else; `false` for any other, whose children are read instead. */
export function readFigure(
  element: Element,
  flow: Flow,
  reading: Reading,
  readInlines: ReadInlines,
): boolean {
  const pictures = find(element, "img");
  const [picture] = pictures;
  if (picture === undefined || pictures.length > 1 || holdsMore(element)) return false;
  const image = readPicture(element, reading);
  const captions = find(element, "figcaption");
  const caption = captions.flatMap((child) => readInlines(child.children, reading));
  const url = linkAround(element, picture, reading);
  if (image?.kind === "image" && url !== undefined)
    flow.block(linkFigure({ kind: "figure", image, caption }, url));
  else if (image?.kind === "image") flow.block({ kind: "figure", image, caption });
  else if (image !== undefined || caption.length > 0)
    flow.block({ kind: "paragraph", content: image === undefined ? caption : [image, ...caption] });
  return true;
}

/** Returns whether a figure says or shows anything besides its picture and caption. */
function holdsMore({ children }: Element): boolean {
  return children.some((child) => {
    if (typeof child === "string") return child.trim() !== "";
    if (child.name === "figcaption" || rawTextElements.has(child.name)) return child.name === "iframe";
    return shownElements.has(child.name) || holdsMore(child);
  });
}

const shownElements: ReadonlySet<string> = new Set(
  "audio embed hr iframe math object table video".split(" "),
);

/** Finds the target of a link around the picture within the figure. */
function linkAround(figure: Element, picture: Element, reading: Reading): string | undefined {
  const link = reading.isInLink
    ? undefined
    : find(figure, "a").find((each) => find(each, "img").includes(picture));
  const address = link === undefined ? "" : attribute(link, "href").trim();
  return address === "" || address.startsWith("#") ? undefined : readAddress(address, reading.baseUrl);
}

function find(element: Element, name: string): readonly Element[] {
  return element.children.flatMap((child) => {
    if (typeof child === "string") return [];
    return child.name === name ? [child] : find(child, name);
  });
}
