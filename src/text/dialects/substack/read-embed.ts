import type { ElementRule } from "../../read/context.ts";
import type { Flow } from "../../read/flow.ts";
import { type Element, hasClass } from "../../read/html-tree.ts";
import { nameWithTitle } from "../../read/read-media.ts";
import { readAddress } from "../../web-address.ts";
import { dataOf, wordIn } from "./data-of.ts";

/** Reads videos, posts of other sites and polls, which a script draws from the data in their elements. */
export const readEmbed: ElementRule = (element, flow, reading) => {
  if (hasClass(element, "youtube-wrap")) return readVideo(element, flow);
  if (hasClass(element, "tweet") || hasClass(element, "twitter-embed"))
    return readLinked(element, flow, { name: "Tweet", titled: "full_text" });
  if (hasClass(element, "embedded-post-wrap"))
    return readLinked(element, flow, { name: "Post", titled: "title" });
  if (!hasClass(element, "poll-embed")) return false;
  flow.block({ kind: "embed", name: "Poll", url: reading.baseUrl, hasPreview: false });
  return true;
};

function readVideo(element: Element, flow: Flow): boolean {
  const video = wordIn(dataOf(element), "videoId");
  if (!/^[\w-]+$/.test(video)) return false;
  flow.block({
    kind: "embed",
    name: "YouTube video",
    url: `https://www.youtube.com/watch?v=${video}`,
    hasPreview: true,
  });
  return true;
}

function readLinked(
  element: Element,
  flow: Flow,
  { name, titled }: { readonly name: string; readonly titled: string },
): boolean {
  const data = dataOf(element);
  const address = wordIn(data, "url");
  const url = address === "" ? undefined : readAddress(address, undefined);
  if (url === undefined) return false;
  flow.block({ kind: "embed", name: nameWithTitle(name, wordIn(data, titled)), url, hasPreview: true });
  return true;
}
