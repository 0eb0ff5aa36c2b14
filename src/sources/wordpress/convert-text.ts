import { type Body, noBody } from "../../forum/body.ts";

export function toBody(html: string): Body {
  return html.trim() === "" ? noBody : { format: "html", dialect: "wordpress", text: html };
}

/** Reads a date in UTC, which the API writes without saying so; `undefined` if there is none. */
export function toMoment(date: string | null | undefined): number | undefined {
  const ms = Date.parse(`${date ?? ""}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}

/** More than the first message of a forum post holds, in any markup. */
const longestOpening = 50_000;

/** Cuts a post's text behind a paragraph. The API always sends all of it. */
export function openingOf(html: string): string {
  if (html.length <= longestOpening) return html;
  const beginning = html.slice(0, longestOpening);
  const end = beginning.lastIndexOf("</p>");
  return end < 0 ? beginning : beginning.slice(0, end + "</p>".length);
}
