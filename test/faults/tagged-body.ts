/** Makes the text of a comment in which every paragraph says which revision of which comment it belongs to. */
export function taggedBody(number: number, revision: number, paragraphs: number): string {
  const words = `Comment ${number} in its revision ${revision}. ${"Every part of it says so again. ".repeat(8)}`;
  return Array.from({ length: paragraphs }, () => `<p>${words}</p>`).join("");
}

/** Lists the paragraphs of such texts, wherever they are, in order. */
export function tagsIn(text: string): readonly { readonly number: number; readonly revision: number }[] {
  return [...text.matchAll(/Comment (\d+) in its revision (\d+)\./g)].map((match) => ({
    number: Number(match[1]),
    revision: Number(match[2]),
  }));
}
