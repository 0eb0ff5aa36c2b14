import { parseReference } from "../../forum/reference.ts";
import type { Language } from "../../language/english.ts";
import type { Follow } from "../../store/follow.ts";
import { typedWords } from "../../text/typed-words.ts";

const authorsLength = 100;

/** Describes the filters of a follow, one phrase each, ready for Discord. */
export function describeFilters(
  { minScore, authors }: Pick<Follow, "minScore" | "authors">,
  language: Language,
): readonly string[] {
  const say = language.follow;
  const names = authors.filter((author) => parseReference(author) === undefined).join(", ");
  return [
    ...(minScore === undefined ? [] : [say.fromScore(minScore)]),
    ...(names === "" ? [] : [say.onlyBy(typedWords(names, authorsLength))]),
  ];
}
