import type { Body } from "../../forum/body.ts";

/** HTML of the site; the Markdown beside it has the TeX that the HTML may lack. */
export function toBody(html: string, markdown?: string): Body {
  return { format: "html", dialect: "forummagnum", text: html, ...(markdown ? { markdown } : {}) };
}
