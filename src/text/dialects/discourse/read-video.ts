import type { ElementRule } from "../../read/context.ts";
import { siteName } from "../../read/embed-sites.ts";
import { attribute, hasClass } from "../../read/html-tree.ts";
import { nameWithTitle } from "../../read/read-media.ts";
import { readAddress } from "../../web-address.ts";
import { findElement, oneLine } from "./find-elements.ts";

/** Reads a video that the page loads only when someone starts it, whether it is the forum's own or another site's. */
export const readVideo: ElementRule = (element, flow, { baseUrl }) => {
  const isOwn = hasClass(element, "video-placeholder-container");
  if (!isOwn && !hasClass(element, "lazy-video-container")) return false;
  const link = findElement(element.children, ({ name }) => name === "a");
  const address = isOwn
    ? attribute(element, "data-video-src")
    : link === undefined
      ? ""
      : attribute(link, "href");
  const url = address === "" ? undefined : readAddress(address, baseUrl);
  if (url === undefined) return false;
  const title = oneLine(attribute(element, "data-video-title"));
  const name = nameWithTitle(isOwn ? "Video" : siteName(url), title);
  flow.block({ kind: "embed", name, url, hasPreview: true });
  return true;
};
