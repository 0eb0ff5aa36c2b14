/** Embeddings and overrides of the writing direction, which U+202C ends, and isolates, which U+2069 ends. */
const directions = /[\u202a-\u202e\u2066-\u2069]/g;
const popEmbedding = "\u202c";
const popIsolate = "\u2069";

/** Deeper levels are ignored by every reader. https://www.unicode.org/reports/tr9/#BD2 */
const deepest = 125;

const control = /(?!\s)\p{Cc}/gu;
const ordinary = /^[!-~](?:[ -~]*[!-~])?$/;

/**
 * Foreign text (a name, a title) as one line that can stand within a sentence: white space is folded, control characters are left out, and a
 * change of direction ends with it. Empty where a reader would see nothing.
 */
export function readableLine(text: string): string {
  if (ordinary.test(text) && !text.includes("  ")) return text;
  const line = text.toWellFormed().replace(control, "").replace(/\s+/g, " ").trim();
  return isVisible(line) ? closeDirections(line) : "";
}

/** Whether a reader would see anything of it. U+2800 is a Braille cell without a dot. */
export function isVisible(text: string): boolean {
  return /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text);
}

/** The same text, with every embedding, override and isolate that it leaves open closed behind it. */
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
