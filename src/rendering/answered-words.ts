import type { Comment } from "../forum/comment.ts";
import type { Language } from "../language/english.ts";
import { excerpt } from "../text/excerpt.ts";
import { readBody } from "./document-of.ts";
import { linkedAuthor } from "./names.ts";

const replyExcerptLength = 80;
const replyNameLength = 60;

/** Writes the contents of a reply line: the author, linked, and the first words. */
export function answeredWords(
  { author, body }: Pick<Comment, "author" | "body">,
  link: string,
  language: Language,
): string {
  const words = excerpt(readBody(body), replyExcerptLength);
  const name = linkedAuthor(author, { link, nameLength: replyNameLength }, language);
  return words === "" ? name : `${name}: ${words}`;
}
