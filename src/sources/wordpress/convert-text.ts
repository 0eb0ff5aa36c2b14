import { type Body, noBody } from "../../forum/body.ts";

export function toBody(html: string): Body {
  return html.trim() === "" ? noBody : { format: "html", dialect: "wordpress", text: html };
}

/** Reads a date in UTC, which the API writes without saying so; `undefined` if there is none. */
export function toMoment(date: string | null | undefined): number | undefined {
  const ms = Date.parse(`${date ?? ""}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}
