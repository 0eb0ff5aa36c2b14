import type { Part } from "../part.ts";
import { piecesOf } from "../pieces.ts";

/** Room for opening, closing and marks of a part. */
const pieceLength = 1900;

/**
 * The last resort, for text so nested that its markup alone fills messages: shows the Markdown source in code blocks. Nothing is
 * lost, and nothing hidden is shown, because spoilers keep their bars.
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
  for (const piece of piecesOf(safe, pieceLength)) {
    parts.push({
      content: `||\`\`\`\n${piece.replaceAll("||", "|\u2060|")}\n\`\`\`||`.slice(0, 2000),
      images: [],
    });
  }
  if (closing !== "") parts.push({ content: closing.trim(), images });
  return parts;
}
