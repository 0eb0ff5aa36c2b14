import { pageKey, placeOn } from "./page-address.ts";

/** A first paragraph that consists of a few words around one link, to which nobody has added attributes. */
const firstLine = /^\s*<p>[^<]{0,80}<a href="([^"]+)">.{1,300}?<\/a>[^<]{0,80}<\/p>\s*/;

export interface CutText {
  readonly html: string;
  /** Address of the comment that it answers; `undefined` if no line says that. */
  readonly parent: string | undefined;
}

/**
 * Cuts the line with which WordPress begins an answer in its feeds: `<p>In reply to <a href="…#comment-26">Ann</a>.</p>`. Its words
 * depend on the blog's language, and the name may be one that visitors may not see. The link tells it from a visitor's own words:
 * it leads to another comment on the same page, and has no `rel`, which WordPress adds to the links of visitors.
 */
export function cutReplyLine(html: string, link: string | undefined): CutText {
  const [line = "", written] = firstLine.exec(html) ?? [];
  const parent = written?.replace(/&(?:amp|#0*38);/g, "&");
  if (link === undefined || parent === undefined || !isBeside(parent, link))
    return { html, parent: undefined };
  return { html: html.slice(line.length), parent };
}

/** Returns whether two addresses lead to two comments on one page. */
function isBeside(one: string, other: string): boolean {
  const places = [placeOn(one), placeOn(other)];
  const [first, second] = places.map((place) => place.replace(/\d+$/, ""));
  return places[0] !== places[1] && first === second && pageKey(one) === pageKey(other);
}
