/** The few words and signs that are not the author's. */
export const labels = {
  details: "▸ ",
  untitledDetails: "▸ Details",
  embed: "▶ ",
  image: "🖼 ",
  imageWithoutWords: "Image",
  hidden: "[spoiler]",
  folded: "[…]",
} as const;
