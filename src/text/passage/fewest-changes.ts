/**
 * Finds the words of a text that take the fewest changes to become the wanted ones (approximate matching as by Sellers, 1980): a word
 * changed, left out or added, or two written as one. Of several that take as few, returns the longest.
 */
export function fewestChanges(
  text: readonly string[],
  wanted: readonly string[],
): { readonly first: number; readonly last: number } {
  // A way to make wanted words out of those of the text is one number, so that the lower one is better: its changes, then where it
  // begins.
  const change = text.length + 1;
  // Each column has the best ways for none, one, two … of the wanted words that end before one place of the text.
  let older: readonly number[] = [];
  let old: readonly number[] = [0, ...wanted.map((_, index) => (index + 1) * change)];
  let best = { changes: Number.POSITIVE_INFINITY, first: 0, last: -1 };
  for (const [place, word] of text.entries()) {
    const column = [place + 1];
    for (const [index, want] of wanted.entries()) {
      const isSame = word === want;
      const isTwoInText = place > 0 && text[place - 1] + word === want;
      const areTwoWanted = index > 0 && wanted[index - 1] + want === word;
      column.push(
        Math.min(
          (old[index] ?? 0) + (isSame ? 0 : change),
          (old[index + 1] ?? 0) + change,
          (column[index] ?? 0) + change,
          isTwoInText ? (older[index] ?? 0) + change : Number.POSITIVE_INFINITY,
          areTwoWanted ? (old[index - 1] ?? 0) + change : Number.POSITIVE_INFINITY,
        ),
      );
    }
    const whole = column.at(-1) ?? 0;
    const changes = Math.floor(whole / change);
    const first = whole % change;
    const isLonger = place - first > best.last - best.first;
    if (changes < best.changes || (changes === best.changes && isLonger))
      best = { changes, first, last: place };
    older = old;
    old = column;
  }
  return best;
}
