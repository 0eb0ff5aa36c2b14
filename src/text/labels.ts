/** The few words and signs that the author did not write. */
export const labels = {
  details: "▸ ",
  untitledDetails: "▸ Details",
  embed: "▶ ",
  image: "🖼 ",
  imageWithoutWords: "Image",
  hidden: "[spoiler]",
  folded: "[…]",
} as const;
