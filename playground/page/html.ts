import { html as template } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

/** Text that is safe to put into a page. */
export type Html = HtmlEscapedString;

/** Escapes every value except {@link Html}, lists of it, and values that mean nothing: `undefined`, `null`, `false`. */
export function html(strings: TemplateStringsArray, ...values: readonly unknown[]): Html {
  // The result is a promise only if a value is one, and no view waits for anything.
  return template(strings, ...values) as Html;
}

/** One entry of a list on the page. The page replaces it if its HTML changes, and keeps it otherwise. */
export interface Item {
  readonly key: string;
  readonly html: Html;
}
