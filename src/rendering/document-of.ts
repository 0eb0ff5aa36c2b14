import { siteLink } from "../forum/site.ts";
import type { Document } from "../text/document.ts";
import { readHtml } from "../text/read-html.ts";
import type { PlacedWriting } from "./describe-writing.ts";

export function documentOf({ writing, source }: Pick<PlacedWriting, "writing" | "source">): Document {
  const { html, markdown, path } = writing;
  return readHtml(html, { markdown, baseUrl: siteLink(source.site, path) });
}
