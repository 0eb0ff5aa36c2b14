import type { Embed } from "../document.ts";
import { readAddress } from "../web-address.ts";
import type { Embeds, Reading } from "./context.ts";
import { siteName } from "./embed-sites.ts";
import type { Flow } from "./flow.ts";
import { attribute, type Element } from "./html-tree.ts";
import { nameWithTitle } from "./read-media.ts";
import { type WatchPage, watchPage } from "./watch-address.ts";

/** Reads an element that represents something on another page; `false` for any other element. */
export function readEmbed(element: Element, flow: Flow, reading: Reading): boolean {
  const embed = frameEmbed(element, reading);
  if (embed !== undefined) flow.block(embed);
  return embed !== undefined;
}

function frameEmbed(element: Element, reading: Reading): Embed | undefined {
  const { embeds } = reading.dialect;
  const ownName = embeds?.nameOf(element);
  const isFrame = element.name === "iframe" || "data-oembed-url" in element.attributes;
  if (!isFrame && ownName === undefined) return undefined;
  const frame = findFrame(element);
  const page = pageOf(element, frame, embeds);
  const url = page.address === "" ? undefined : readAddress(page.address, reading.baseUrl);
  if (url === undefined && frame !== undefined) return framedWidget(frame, reading);
  const name = ownName ?? embeds?.innerNameOf(element) ?? siteName(url);
  const isElsewhere = url !== undefined;
  return {
    kind: "embed",
    name: nameWithTitle(name, page.remark),
    url: isElsewhere ? url : reading.baseUrl,
    hasPreview: isElsewhere,
  };
}

/** Returns the page that the author gave to the editor; for a video, with the frame's start time. */
function pageOf(element: Element, frame: Element | undefined, embeds: Embeds | undefined): WatchPage {
  const framed = watchPage(frame === undefined || isOwnPage(frame) ? "" : frameAddress(frame));
  const given = watchPage(attribute(element, "data-oembed-url"));
  if (given.address === "" && framed.address === "") return watchPage(embeds?.addressOf(element) ?? "");
  if (given.address === "") return framed;
  const isSamePage = framed.address.startsWith(`${given.address}&`);
  return isSamePage ? framed : given;
}

/** Pages that load frames late leave `src` empty at first. */
function frameAddress(frame: Element): string {
  return attribute(frame, "data-src") || attribute(frame, "src");
}

/** Returns whether the author wrote the framed page into the text, so it has no address of its own. */
function isOwnPage(frame: Element): boolean {
  return "srcdoc" in frame.attributes || "data-lexical-iframe-widget" in frame.attributes;
}

/** Makes a link to the comment, where an embed without an address works. */
function framedWidget(frame: Element, { baseUrl }: Reading): Embed {
  const name = isOwnPage(frame) ? "Interactive widget" : "Embedded page";
  const title = attribute(frame, "title").replace(/\s+/g, " ").trim();
  return { kind: "embed", name: nameWithTitle(name, title), url: baseUrl, hasPreview: false };
}

function findFrame(element: Element): Element | undefined {
  if (element.name === "iframe") return element;
  for (const child of element.children) {
    const found = typeof child === "string" ? undefined : findFrame(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
