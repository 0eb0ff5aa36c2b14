import type { ElementRule } from "../../read/context.ts";
import { attribute, hasClass } from "../../read/html-tree.ts";
import { readImage } from "../../read/read-figure.ts";
import { findElement } from "./find-elements.ts";

/** Reads a picture that opens in full size, without the details of its file. */
export const readPicture: ElementRule = (element, flow, reading) => {
  const isWrapper = hasClass(element, "lightbox-wrapper");
  if (!isWrapper && !(element.name === "a" && hasClass(element, "lightbox"))) return false;
  const link = isWrapper ? findElement(element.children, ({ name }) => name === "a") : element;
  const picture = findElement(element.children, ({ name }) => name === "img");
  if (picture === undefined) return false;
  const full = link === undefined ? "" : attribute(link, "href");
  const src = full || attribute(picture, "src");
  const image = readImage({ ...picture, attributes: { src, alt: attribute(picture, "alt") } }, reading);
  if (image !== undefined) flow.inline(image);
  return true;
};
