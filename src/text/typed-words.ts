import { escapeText } from "./escape.ts";
import { cutAtWord } from "./excerpt.ts";
import { withoutDirections } from "./readable-line.ts";

/** Words that a member typed, as an answer repeats them: on one line, in the order in which they were typed, ready for Discord. */
export function typedWords(text: string, maxLength: number): string {
  return escapeText(cutAtWord(withoutDirections(text), maxLength));
}
