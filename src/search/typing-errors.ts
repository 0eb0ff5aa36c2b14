/** Groups of three letters that names with small differences still share. A word's beginning counts as a letter. */
export function gramsOf(folded: string): readonly string[] {
  const grams = new Set<string>();
  for (const word of folded.split(" ")) {
    const letters = [...` ${word}`];
    for (let start = 0; start + 3 <= letters.length; start += 1)
      grams.add(letters.slice(start, start + 3).join(""));
  }
  return [...grams];
}

/**
 * Counts the letters to change, add, leave out or swap with a neighbour to turn `typed` into the beginning of `text`. Restricted
 * Damerau–Levenshtein; gives up at `limit` + 1.
 */
export function typingErrors(typed: string, text: string, limit: number): number {
  const head = text.slice(0, typed.length + limit);
  let before: number[] = [];
  let row = Array.from({ length: head.length + 1 }, (_, index) => index);
  for (let i = 1; i <= typed.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= head.length; j += 1) {
      const change = typed[i - 1] === head[j - 1] ? 0 : 1;
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + change);
      if (i > 1 && j > 1 && typed[i - 1] === head[j - 2] && typed[i - 2] === head[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
    }
    before = row;
    row = next;
    if (Math.min(...row) > limit) return limit + 1;
  }
  return Math.min(...row);
}
