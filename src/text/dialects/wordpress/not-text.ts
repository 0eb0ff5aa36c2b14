import { type Element, hasClass } from "../../read/html-tree.ts";

/** Additions of plug-ins, and text for screen readers only. */
const classes: readonly string[] = ["sharedaddy", "jp-relatedposts", "screen-reader-text", "more-link"];

export function isNotText(element: Element): boolean {
  return classes.some((name) => hasClass(element, name));
}
