import { html as template } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

/** Text that is safe to put into a page. */
export type Html = HtmlEscapedString;

/** Escapes every value but other {@link Html}, lists of it, and what counts as nothing: `undefined`, `null`, `false`. */
export function html(strings: TemplateStringsArray, ...values: readonly unknown[]): Html {
  // It is a promise only where a value is one, and no view waits for anything.
  return template(strings, ...values) as Html;
}

/** One entry of a list on the page; the page replaces it when its HTML changes and keeps it otherwise. */
export interface Item {
  readonly key: string;
  readonly html: Html;
}
