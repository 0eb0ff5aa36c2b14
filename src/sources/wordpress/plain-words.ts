import { readHtml } from "../../text/read-html.ts";
import { visibleText } from "../../text/visible-text.ts";

/** Returns the words of a title or a tag's name, which come as HTML. */
export function plainWords(html: string): string {
  return /[<&]/.test(html) ? visibleText(readHtml(html)).replace(/\s+/g, " ").trim() : html;
}
