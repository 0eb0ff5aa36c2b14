import type { Part } from "../part.ts";

/** Room for opening, closing and marks of a part. */
const pieceLength = 1900;

/**
 * The last resort, for text so nested that its markup alone fills messages: the Markdown is shown as it is, in code blocks. Nothing is
 * lost and nothing hidden is shown, since spoilers keep their bars.
 */
export function splitPlainly(
  text: string,
  opening: string,
  closing: string,
  images: readonly string[],
): readonly Part[] {
  const parts: Part[] = [];
  if (opening !== "") parts.push({ content: opening.trim(), images: [] });
  const safe = text.replaceAll("`", "'");
  for (let start = 0; start < safe.length; ) {
    let end = Math.min(safe.length, start + pieceLength);
    if (end < safe.length && /[\ud800-\udbff]/.test(safe.charAt(end - 1))) end--;
    parts.push({
      content: `||\`\`\`\n${safe.slice(start, end).replaceAll("||", "|\u2060|")}\n\`\`\`||`.slice(0, 2000),
      images: [],
    });
    start = end;
  }
  if (closing !== "") parts.push({ content: closing.trim(), images });
  return parts;
}
