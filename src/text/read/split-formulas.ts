import { looksLikeTex } from "../tex/looks-like-tex.ts";

export interface FoundFormula {
  readonly tex: string;
  readonly isDisplay: boolean;
}

/**
 * Matches TeX that the site failed to render and left in the text, between delimiters or after its error message. It is bounded,
 * and no formula begins inside another, so no text takes quadratic time.
 */
const written =
  /\\\(((?:[^\\]|\\[^()]){1,800})\\\)|\\\[((?:[^\\]|\\[^[\]]){1,800})\\\]|Invalid LaTeX \$\$?([^$]{1,800})(?:\$\$?:?|(?=: TeX parse error))/g;

/** Cuts a text into words and formulas. Brackets without a formula stay as they are. */
export function splitFormulas(text: string): readonly (string | FoundFormula)[] {
  if (!text.includes("\\") && !text.includes("Invalid LaTeX")) return [text];
  // A text with back references is a pattern, and its brackets are groups.
  const isPattern = /\\[1-9]/.test(text);
  const pieces: (string | FoundFormula)[] = [];
  let end = 0;
  for (const match of text.matchAll(written)) {
    const [found, inline, display, invalid] = match;
    const tex = inline ?? display ?? invalid ?? "";
    const isDisplay = display !== undefined;
    if (invalid === undefined && (isPattern || !looksLikeTex(tex, isDisplay))) continue;
    if (match.index > end) pieces.push(text.slice(end, match.index));
    pieces.push({ tex: tex.trim(), isDisplay });
    end = match.index + found.length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}
