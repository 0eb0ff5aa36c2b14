import { parseHtml } from "./read/parse-html.ts";
import { textOf } from "./read/read-code.ts";

/** Reads a text whose characters may be written as entities, such as `O&#8217;Neil`. Everything else stays, even what looks like an element. */
export function decodeEntities(text: string): string {
  return text.includes("&") ? textOf(parseHtml(text.replaceAll("<", "&lt;"))) : text;
}
