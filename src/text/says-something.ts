import { isVisible } from "./readable-line.ts";

const invisible = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** Formatting around nothing, which members use for an empty line: `** **`. */
const emptyPair = /(\*{1,3}|_{1,3}|~~|\|\||`{1,3})\s+\1/g;

/** Returns whether a reader in Discord would see any of a message. */
export function saysSomething(markdown: string): boolean {
  let text = markdown.replace(invisible, " ");
  for (let before = ""; before !== text; ) {
    before = text;
    text = text.replace(emptyPair, " ");
  }
  return isVisible(text);
}
