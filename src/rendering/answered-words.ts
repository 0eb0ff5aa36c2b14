import type { Comment } from "../forum/comment.ts";
import type { Language } from "../language/english.ts";
import { excerpt } from "../text/excerpt.ts";
import { readHtml } from "../text/read-html.ts";
import { linkedAuthor } from "./names.ts";

const replyExcerptLength = 80;
const replyNameLength = 60;

/** What a reply line names: the author, linked, and the first words. */
export function answeredWords(
  { author, html, markdown }: Pick<Comment, "author" | "html" | "markdown">,
  link: string,
  language: Language,
): string {
  const words = excerpt(readHtml(html, { markdown }), replyExcerptLength);
  const name = linkedAuthor(author, { link, nameLength: replyNameLength }, language);
  return words === "" ? name : `${name}: ${words}`;
}
