import { type Element, hasClass } from "../../read/html-tree.ts";

/** Invitations to subscribe and to share. */
const classes: readonly string[] = [
  "subscription-widget-wrap",
  "subscription-widget-wrap-editor",
  "button-wrapper",
  "image-link-expand",
];

export function isNotText(element: Element): boolean {
  return classes.some((name) => hasClass(element, name));
}
