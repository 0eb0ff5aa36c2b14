import type { Inline } from "../document.ts";
import { attribute, type Element, hasClass } from "./html-tree.ts";

/** Reads a picture that a page draws in place of written text: an emoji or a formula; `undefined` for any other. */
export function readSign(image: Element): Inline | undefined {
  const written = (attribute(image, "alt") || attribute(image, "title")).replace(/\s+/g, " ").trim();
  if (written === "") return undefined;
  if (hasClass(image, "emoji") || hasClass(image, "wp-smiley")) return { kind: "text", text: written };
  if (!isFormula(image)) return undefined;
  return { kind: "formula", tex: /^\{\\displaystyle\s(.*)\}$/.exec(written)?.[1] ?? written };
}

/** Recognises pictures of formulas from WordPress, MediaWiki and services that draw the TeX in an address. */
function isFormula(image: Element): boolean {
  const names = attribute(image, "class");
  if (/(?:^|\s)(?:latex|ql-img-(?:inline|displayed)-formula|mwe-math-fallback-image-\w+)(?:\s|$)/.test(names))
    return true;
  return /\/\/(?:s\d\.wp\.com\/latex\.php|latex\.codecogs\.com\/)/.test(attribute(image, "src"));
}
