/** Embeddings and overrides of the writing direction, ended by U+202C, and isolates, ended by U+2069. */
const directions = /[\u202a-\u202e\u2066-\u2069]/g;
const popEmbedding = "\u202c";
const popIsolate = "\u2069";

/** Every renderer ignores deeper levels. https://www.unicode.org/reports/tr9/#BD2 */
const deepest = 125;

const control = /(?!\s)\p{Cc}/gu;
const ordinary = /^[!-~](?:[ -~]*[!-~])?$/;

/**
 * Makes other people's text (a name, a title) one line that fits into a sentence: white space is folded, control characters are
 * removed, and a change of direction ends with it. Empty if a reader would see nothing.
 */
export function readableLine(text: string): string {
  if (ordinary.test(text) && !text.includes("  ")) return text;
  const line = text.toWellFormed().replace(control, "").replace(/\s+/g, " ").trim();
  return isVisible(line) ? closeDirections(line) : "";
}

/** Returns whether a reader would see any of it. U+2800 is a Braille cell without dots. */
export function isVisible(text: string): boolean {
  return /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text);
}

/** Closes every embedding, override and isolate that the text leaves open. */
export function closeDirections(text: string): string {
  const open: string[] = [];
  for (const [sign] of text.matchAll(directions)) {
    if (sign === popEmbedding) {
      if (open.at(-1) === popEmbedding) open.pop();
    } else if (sign === popIsolate) {
      const isolate = open.lastIndexOf(popIsolate);
      if (isolate >= 0) open.length = isolate;
    } else open.push(sign > "\u202e" ? popIsolate : popEmbedding);
  }
  return open.length > deepest ? withoutDirections(text) : text + open.reverse().join("");
}

export function withoutDirections(text: string): string {
  return text.replace(directions, "");
}
