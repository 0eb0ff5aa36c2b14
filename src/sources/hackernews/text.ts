import { type Body, noBody } from "../../forum/body.ts";

const escapes: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
  "&#39;": "'",
  "&#x2f;": "/",
  "&#47;": "/",
};

/** Reads a title, which the site escapes like HTML. */
export function plainTitle(title: string): string {
  return title.replace(
    /&(?:amp|lt|gt|quot|#x27|#39|#x2f|#47);/gi,
    (found) => escapes[found.toLowerCase()] ?? found,
  );
}

/**
 * Writes a text in one form. The two APIs differ in paragraphs, escapes and attributes; a text that looked changed whenever the
 * other one served it would be edited in Discord each time. A change of this form does the same once for all comments.
 */
function canonicalText(html: string): string {
  return html
    .replaceAll("</p>", "<p>")
    .split("<p>")
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "")
    .join("<p>")
    .replaceAll("<p><pre>", "<pre>")
    .replace(/<\/pre>(?:<p>|\s+)/g, "</pre>")
    .replace(/&#(?:x27|39);/gi, "'")
    .replace(/&#(?:x2f|47);/gi, "/")
    .replace(/<a href="([^"]*)"[^>]*>/g, '<a href="$1">');
}

export function toBody(html: string | null | undefined): Body {
  const text = canonicalText(html ?? "");
  return text === "" ? noBody : { format: "html", dialect: "hackernews", text };
}
