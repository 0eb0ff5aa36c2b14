/** Cuts a text to at most this length. A character made of two halves stays whole. */
export function cutToLength(text: string, length: number): string {
  const isHalved = length < text.length && /[\ud800-\udbff]/.test(text.charAt(length - 1));
  return text.slice(0, isHalved ? length - 1 : length);
}

/** Cuts a whole text into pieces of at most this length, which is at least 2. */
export function piecesOf(text: string, length: number): readonly string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; start += pieces.at(-1)?.length ?? 0)
    pieces.push(cutToLength(text.slice(start, start + length + 1), length));
  return pieces;
}
