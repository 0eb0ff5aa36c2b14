import type { Block, Embed } from "../document.ts";
import { hostName, readAddress } from "../web-address.ts";
import type { Reading } from "./context.ts";
import type { Flow } from "./flow.ts";
import { attribute, type Element } from "./html-tree.ts";

/**
 * Reads sound, a film or a file that plays within the page, and links to the comment if the page itself contains it. `false` for an
 * element without an address, whose words are read instead.
 */
export function readMedia(element: Element, flow: Flow, reading: Reading): boolean {
  const addresses = addressesOf(element);
  const url = addresses
    .map((address) => readAddress(address, reading.baseUrl))
    .find((address) => address !== undefined && !address.startsWith("mailto:"));
  if (url !== undefined) flow.block(mediaAt(url, element));
  else if (addresses.length === 0 || (element.name !== "audio" && element.name !== "video")) return false;
  else flow.block({ kind: "embed", name: mediaNames[element.name], url: reading.baseUrl, hasPreview: false });
  return true;
}

function addressesOf(element: Element): readonly string[] {
  const own = ["src", "data", "data-src"].map((name) => attribute(element, name));
  const sources = element.children.flatMap((child) => {
    if (typeof child === "string") return [];
    if (child.name === "source" || child.name === "embed") return addressesOf(child);
    return child.name === "param" && /^(?:src|movie)$/i.test(attribute(child, "name"))
      ? [attribute(child, "value")]
      : [];
  });
  return [...own, ...sources].filter((address) => address.trim() !== "");
}

function mediaAt(url: string, element: Element): Block {
  const kind = kindOf(url, element);
  const title = (attribute(element, "title") || attribute(element, "aria-label")).replace(/\s+/g, " ").trim();
  if (kind === "image") return { kind: "figure", image: { kind: "image", url, alt: title }, caption: [] };
  const name = kind === undefined ? `Embedded file of ${hostName(url)}` : mediaNames[kind];
  return { kind: "embed", name: nameWithTitle(name, title), url, hasPreview: true } satisfies Embed;
}

/** Its kind, followed by the author's name for it. */
export function nameWithTitle(name: string, title: string): string {
  return title === "" ? name : `${name} (${title})`;
}

const mediaNames = { audio: "Audio", video: "Video" } as const;

const endings = {
  image: /\.(?:png|jpe?g|gif|webp|svg|avif)$/i,
  audio: /\.(?:mp3|m4a|ogg|oga|wav|flac|opus)$/i,
  video: /\.(?:mp4|m4v|webm|mov|ogv)$/i,
} as const;

function kindOf(url: string, { name, attributes }: Element): keyof typeof endings | undefined {
  if (name === "audio" || name === "video") return name;
  const path = URL.parse(url)?.pathname ?? "";
  const kinds = ["image", "audio", "video"] as const;
  return kinds.find((kind) => attributes.type?.startsWith(`${kind}/`) || endings[kind].test(path));
}
