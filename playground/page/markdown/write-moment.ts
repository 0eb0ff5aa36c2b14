import { type Html, html } from "../html.ts";

/**
 * Writes a moment, which the page shows in the reader's own time zone, in one of Discord's styles or as a message's time
 * (`message`).
 */
export function writeMoment(ms: number, style: string): Html {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return html`<span class="mention">Invalid date</span>`;
  const iso = date.toISOString();
  return html`<time class="moment" datetime="${iso}" data-style="${style}">${iso.slice(0, 16).replace("T", " ")} UTC</time>`;
}
