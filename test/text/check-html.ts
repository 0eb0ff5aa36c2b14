import { dialectOf } from "../../src/text/dialects/dialects.ts";
import { readHtml } from "../../src/text/read-html.ts";
import { maxPartLength, renderParts } from "../../src/text/render-parts.ts";
import { compareParts } from "./compare-parts.ts";
import { hasPing } from "./pings.ts";

/** Checks everything that must hold for any comment. Returns the first fault in words, or `undefined`. */
export function findFault(
  html: string,
  { markdown = "", dialect = "forummagnum" }: { readonly markdown?: string; readonly dialect?: string } = {},
): string | undefined {
  const document = readHtml(html, {
    dialect: dialectOf(dialect),
    markdown,
    baseUrl: "https://www.lesswrong.com/posts/abc/title",
  });
  const contents = renderParts(document).map((part) => part.content);
  const wrongLength = contents.find((content) => content.length < 1 || content.length > maxPartLength);
  if (wrongLength !== undefined) return `a part of ${wrongLength.length} characters`;
  // Discord trims messages. A message that it changes could not be recognised later.
  const untrimmed = contents.find((content) => content !== content.trim());
  if (untrimmed !== undefined) return `a part with white space at an end: ${JSON.stringify(untrimmed)}`;
  const pinging = contents.find(hasPing);
  if (pinging !== undefined) return `a part that pings: ${pinging}`;
  const again = renderParts(document, { previous: contents }).map((part) => part.content);
  if (again.join("\0") !== contents.join("\0")) return "unchanged text rendered again makes other parts";
  return compareParts(document, contents);
}
