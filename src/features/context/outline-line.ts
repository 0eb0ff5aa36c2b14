import type { Comment } from "../../forum/comment.ts";
import { type Site, siteLink } from "../../forum/site.ts";
import type { Language } from "../../language/english.ts";
import { readBody } from "../../rendering/document-of.ts";
import { authorName, linkedAuthor } from "../../rendering/names.ts";
import { scoreOf } from "../../rendering/score.ts";
import { escapeText } from "../../text/escape.ts";
import { cutAtWord, excerpt } from "../../text/excerpt.ts";
import { maskedLink } from "../../text/masked-link.ts";

const nameLength = 40;
const wordsLength = 100;
/** A longer address would take up the room of several lines. */
const linkLength = 250;
const deepestIndent = 5;
/** Some clients of Discord remove ordinary spaces at the beginning of a line. */
const indent = "\u2003";

/** Shows a comment as one line of an outline, led by its depth. A deleted or hidden comment gets a line too. */
export function outlineLine(
  comment: Comment,
  site: Site,
  { depth, jumpLink }: { readonly depth: number; readonly jumpLink: string | undefined },
  language: Language,
): string {
  const link = jumpLink ?? siteLink(site, comment.path);
  const start = `${indent.repeat(Math.min(depth - 1, deepestIndent))}\`${depth}\` `;
  if (comment.visibility === "deleted") return start + maskedLink(language.mirror.deletedComment, link);
  if (comment.visibility === "hidden") return start + maskedLink(language.mirror.notPublicComment, link);
  if (comment.visibility === "withheld") return start + maskedLink(language.mirror.withheldComment, link);
  const name =
    link.length > linkLength
      ? escapeText(cutAtWord(authorName(comment.author, language), nameLength))
      : linkedAuthor(comment.author, { link, nameLength }, language);
  const words = excerpt(readBody(comment.body, { baseUrl: site.url }), wordsLength);
  const score = scoreOf(comment, site, language);
  return `${start}${[words === "" ? name : `${name}: ${words}`, score].filter(Boolean).join(" · ")}`;
}
