import type { Style } from "../document.ts";
import { readAddress } from "../web-address.ts";
import type { Readers, Reading } from "./context.ts";
import type { Flow, Wrap } from "./flow.ts";
import { attribute, type Element } from "./html-tree.ts";
import { textOf } from "./read-code.ts";

const styles: ReadonlyMap<string, Style> = new Map(
  Object.entries<Style>({
    b: "strong",
    strong: "strong",
    i: "emphasis",
    em: "emphasis",
    cite: "emphasis",
    dfn: "emphasis",
    var: "emphasis",
    u: "underline",
    ins: "underline",
    s: "strike",
    strike: "strike",
    del: "strike",
    sup: "superscript",
    sub: "subscript",
  }),
);

export function styleOf(element: Element): Style | undefined {
  return isUndone(element) ? undefined : styles.get(element.name);
}

/** Recognises the bold element, not bold itself, in which Google Docs wraps everything copied from it. */
function isUndone(element: Element): boolean {
  const css = attribute(element, "style");
  if (css === "") return false;
  return (
    /(?:^|;)\s*(?:font-weight\s*:\s*(?:normal|400)|font-style\s*:\s*normal)\b/i.test(css) &&
    /^(?:b|strong|i|em)$/.test(element.name)
  );
}

export function readStyled(
  style: Style,
  element: Element,
  flow: Flow,
  reading: Reading,
  readers: Readers,
): void {
  // Superscript brackets contain the number of a note or a reference, which needs no raising.
  const isNumber = style === "superscript" && /^\[[^[\]]*\]$/.test(textOf(element.children).trim());
  if (isNumber || reading.styles.includes(style)) {
    readers.readChildren(element.children, flow, reading);
    return;
  }
  const styles = [...reading.styles, style];
  readInside({ kind: "styled", style }, element, flow, { ...reading, styles }, readers);
}

export function readLink(element: Element, flow: Flow, reading: Reading, readers: Readers): void {
  const address = attribute(element, "href").trim();
  const url = address === "" || address.startsWith("#") ? undefined : readAddress(address, reading.baseUrl);
  if (url === undefined || reading.isInLink) {
    readers.readChildren(element.children, flow, reading);
    return;
  }
  readInside({ kind: "link", url }, element, flow, { ...reading, isInLink: true }, readers);
}

function readInside(wrap: Wrap, element: Element, flow: Flow, reading: Reading, readers: Readers): void {
  const inner = { ...reading, around: [...reading.around, wrap] };
  flow.inside(wrap, () => readers.readChildren(element.children, flow, inner));
}
