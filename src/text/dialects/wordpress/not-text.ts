import { type Element, hasClass } from "../../read/html-tree.ts";

/** What plug-ins append to a text, and what only screen readers are told. */
const classes: readonly string[] = ["sharedaddy", "jp-relatedposts", "screen-reader-text", "more-link"];

export function isNotText(element: Element): boolean {
  return classes.some((name) => hasClass(element, name));
}
