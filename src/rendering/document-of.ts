import type { Body } from "../forum/body.ts";
import { siteLink } from "../forum/site.ts";
import { dialectOf } from "../text/dialects/dialects.ts";
import type { Document } from "../text/document.ts";
import { htmlOfMarkdown } from "../text/html-of-markdown.ts";
import { htmlOfText } from "../text/html-of-text.ts";
import type { Dialect } from "../text/read/context.ts";
import { readHtml } from "../text/read-html.ts";
import type { PlacedWriting } from "./describe-writing.ts";

export interface BodyReading {
  /** Permalink of the text: relative links are resolved against it, and polls and widgets lead there. */
  readonly baseUrl?: string;
  /** True to strike through the whole text. */
  readonly isStruck?: boolean;
}

/** Reads a body of any format. */
export function readBody(body: Body, { isStruck = false, ...options }: BodyReading = {}): Document {
  const { markdown = "" } = body;
  const dialect = dialectOf(body.dialect);
  const html = htmlOf(body, dialect);
  return readHtml(isStruck ? `<s>${html}</s>` : html, { dialect, markdown, ...options });
}

/** Reads the text of a comment or post, with relative links resolved against its address. */
export function documentOf({ writing, source }: Pick<PlacedWriting, "writing" | "source">): Document {
  return readBody(writing.body, { baseUrl: siteLink(source.site, writing.path) });
}

function htmlOf({ format, text }: Body, dialect: Dialect): string {
  switch (format) {
    case "html":
      return text;
    case "markdown":
      return htmlOfMarkdown(text, dialect);
    case "text":
      return htmlOfText(text);
  }
}
