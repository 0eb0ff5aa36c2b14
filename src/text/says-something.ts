import { isVisible } from "./readable-line.ts";

const invisible = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** A pair of marks around nothing, which readers use for an empty line: `** **`. */
const emptyPair = /(\*{1,3}|_{1,3}|~~|\|\||`{1,3})\s+\1/g;

/** Whether a reader of Discord would see anything of a message. */
export function saysSomething(markdown: string): boolean {
  let text = markdown.replace(invisible, " ");
  for (let before = ""; before !== text; ) {
    before = text;
    text = text.replace(emptyPair, " ");
  }
  return isVisible(text);
}
