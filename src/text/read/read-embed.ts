import type { Block, Embed } from "../document.ts";
import { readAddress } from "../web-address.ts";
import type { Reading } from "./context.ts";
import type { Flow } from "./flow.ts";
import { attribute, type Element, type HtmlNode, hasClass } from "./html-tree.ts";

type ReadBlocks = (children: readonly HtmlNode[], reading: Reading) => readonly Block[];

/** Names of what the editors embed, by the class of its frame: `<div class="youtube-preview">`. */
const previewNames: Readonly<Record<string, string>> = {
  youtube: "YouTube video",
  metaculus: "Metaculus question",
  manifold: "Manifold market",
  metaforecast: "Metaforecast question",
  owid: "Our World in Data chart",
  estimaker: "Estimaker model",
  viewpoints: "Viewpoints poll",
  calendly: "Calendly booking page",
  lwartifacts: "LessWrong artifact",
  neuronpedia: "Neuronpedia feature",
  strawpoll: "Straw poll",
  thoughtsaver: "Thought Saver card",
};

/** Reads what is no text but stands for something elsewhere; `false` for any other element. */
export function readEmbed(element: Element, flow: Flow, reading: Reading, readBlocks: ReadBlocks): boolean {
  const names = attribute(element, "class");
  const embed = embedOf(element, names, reading);
  if (embed !== undefined) {
    flow.block(embed);
    return true;
  }
  return readSpeaker(element, flow, reading, readBlocks);
}

/** What a language model or another speaker of a dialogue says, under their name. */
function readSpeaker(element: Element, flow: Flow, reading: Reading, readBlocks: ReadBlocks): boolean {
  const isMachine = hasClass(element, "llm-content-block");
  if (!isMachine && !hasClass(element, "dialogue-message")) return false;
  const name =
    attribute(element, isMachine ? "data-model-name" : "display-name") || (isMachine ? "Language model" : "");
  const blocks = readBlocks(element.children, reading);
  flow.flush();
  if (name !== "") {
    const content = [{ kind: "text", text: `${name}:` }] as const;
    flow.block({ kind: "paragraph", content: [{ kind: "styled", style: "strong", content }] });
  }
  if (isMachine && blocks.length > 0) flow.block({ kind: "quote", blocks });
  else for (const block of blocks) flow.block(block);
  return true;
}

function embedOf(element: Element, names: string, reading: Reading): Embed | undefined {
  const preview =
    /(?:^|\s)(\w+?)(?:-preview|-embed|FrameWrapper)(?:\s|$)/.exec(names)?.[1]?.toLowerCase() ?? "";
  const frame = findFrame(element);
  const isEmbed =
    "data-oembed-url" in element.attributes ||
    previewNames[preview] !== undefined ||
    element.name === "iframe";
  if (isEmbed) {
    const address = attribute(element, "data-oembed-url") || frame;
    const url = readAddress(watchAddress(address), reading.baseUrl);
    const name = previewNames[preview] ?? previewNames[innerPreview(element)] ?? siteName(url);
    return { kind: "embed", name, url, hasPreview: true };
  }
  const name = widgetName(element);
  return name === undefined ? undefined : { kind: "embed", name, url: reading.baseUrl, hasPreview: false };
}

/** Widgets have no readable body and no address of their own: the comment itself is where they work. */
function widgetName(element: Element): string | undefined {
  if ("data-iframe-widget-id" in element.attributes) return "Interactive widget";
  if ("data-elicit-id" in element.attributes) return "Prediction poll";
  if (hasClass(element, "ck-poll")) {
    const question = /"question"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(attribute(element, "data-props"))?.[1] ?? "";
    const words = question
      .replace(/\\(.)/g, "$1")
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim();
    return words === "" ? "Poll" : `Poll: ${words}`;
  }
  return undefined;
}

function findFrame(element: Element): string {
  if (element.name === "iframe") return attribute(element, "src");
  for (const child of element.children) {
    const found = typeof child === "string" ? "" : findFrame(child);
    if (found !== "") return found;
  }
  return "";
}

function innerPreview(element: Element): string {
  for (const child of element.children) {
    if (typeof child === "string") continue;
    const name = /(\w+)-preview/.exec(attribute(child, "class"))?.[1];
    if (name !== undefined) return name;
  }
  return "";
}

/** The page people watch a video on, which Discord can preview, rather than the frame inside other pages. */
function watchAddress(address: string): string {
  const absolute = address.startsWith("//") ? `https:${address}` : address;
  const video = /^https?:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/([\w-]+)/.exec(absolute)?.[1];
  return video === undefined ? absolute : `https://www.youtube.com/watch?v=${video}`;
}

function siteName(url: string | undefined): string {
  const host = url === undefined ? undefined : URL.parse(url)?.hostname.replace(/^www\./, "");
  return host === undefined || host === "" ? "Embedded page" : `Embedded page of ${host}`;
}
