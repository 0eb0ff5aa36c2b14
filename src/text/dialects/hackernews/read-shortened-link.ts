import type { Reading } from "../../read/context.ts";
import type { Flow } from "../../read/flow.ts";
import { attribute, type Element } from "../../read/html-tree.ts";
import { textOf } from "../../read/read-code.ts";
import { readAddress } from "../../web-address.ts";

const cut = "...";

/**
 * Reads a link as its whole address: the site shows the first characters of a long address, and no other words. `false` for any other
 * element.
 */
export function readShortenedLink(element: Element, flow: Flow, reading: Reading): boolean {
  if (element.name !== "a" || reading.isInLink) return false;
  const words = textOf(element.children);
  const address = attribute(element, "href");
  const isCut = words.endsWith(cut) && address.startsWith(words.slice(0, -cut.length));
  const url = isCut ? readAddress(address, undefined) : undefined;
  if (url === undefined) return false;
  flow.inside({ kind: "link", url }, () => flow.text(url));
  return true;
}
