/** Every text a person reads, in English. Another language is another file of the same shape. */
export const english = {
  mirror: {
    unknownAuthor: "[unknown author]",
    untitled: "Untitled",
    deletedComment: "a deleted comment",
    notShownComment: "a comment that is not shown here",
    answer: "Answer",
    on: "on",
    score: (score: number) => `${count(score)} ${Math.abs(score) === 1 ? "point" : "points"}`,
    agreement: (agreement: number) => `agreement ${count(agreement)}`,
    comments: (number: number) => `${count(number)} ${number === 1 ? "comment" : "comments"}`,
    readOn: (site: string) => `Read on at ${site}`,
    commentsBy: (name: string) => `Comments by ${name}`,
    userPage: (name: string, site: string) => `Comments by ${name} on ${site}, as they come.`,
    subtreeTitle: (name: string, title: string) => `${name} on ${title}`,
  },
  unknownUrl: (accepted: readonly string[]) =>
    `That is not an address I can follow. I understand:\n${accepted.map((url) => `- \`${url}\``).join("\n")}`,
};

export type Language = typeof english;

/** A whole number as people write it: a real minus sign, thousands set apart. */
function count(number: number): string {
  return number.toLocaleString("en-US").replace("-", "−");
}
