import { escapeText } from "./escape.ts";
import { cutAtWord } from "./excerpt.ts";
import { withoutDirections } from "./readable-line.ts";

/** Prepares words that a member typed for an answer that repeats them: on one line, in the order typed, escaped for Discord. */
export function typedWords(text: string, maxLength: number): string {
  return escapeText(cutAtWord(withoutDirections(text), maxLength));
}
