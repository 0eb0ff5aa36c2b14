import type { Body } from "../../forum/body.ts";

/** Makes a body from the site's HTML, with the Markdown for TeX that the HTML may have lost. */
export function toBody(html: string, markdown?: string): Body {
  return { format: "html", dialect: "forummagnum", text: html, ...(markdown ? { markdown } : {}) };
}
