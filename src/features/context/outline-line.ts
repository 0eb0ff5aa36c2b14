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
/** Deeper lines stay here: a phone has room for little more. */
const deepestIndent = 5;
/** Some clients of Discord remove ordinary spaces at the beginning of a line. */
const indent = "\u2003";

/** Moves a line of an outline to the right. An arrow leads from the line above. */
export function indented(line: string, level: number): string {
  return level === 0 ? line : `${indent.repeat(Math.min(level, deepestIndent) - 1)}↳ ${line}`;
}

/** Shows a comment as one line of an outline. A deleted or hidden comment gets a line too. */
export function outlineLine(
  comment: Comment,
  site: Site,
  jumpLink: string | undefined,
  language: Language,
): string {
  const link = jumpLink ?? siteLink(site, comment.path);
  if (comment.visibility === "deleted") return maskedLink(language.mirror.deletedComment, link);
  if (comment.visibility === "hidden") return maskedLink(language.mirror.notPublicComment, link);
  if (comment.visibility === "withheld") return maskedLink(language.mirror.withheldComment, link);
  const name =
    link.length > linkLength
      ? escapeText(cutAtWord(authorName(comment.author, language), nameLength))
      : linkedAuthor(comment.author, { link, nameLength }, language);
  const words = excerpt(readBody(comment.body, { baseUrl: site.url }), wordsLength);
  const score = scoreOf(comment, site, language);
  return [words === "" ? name : `${name}: ${words}`, score].filter(Boolean).join(" · ");
}
