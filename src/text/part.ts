/** One Discord message: its Markdown and the pictures shown below it. */
export interface Part {
  /** 1–2000 characters of Discord Markdown, with nothing that pings. */
  readonly content: string;
  /** Addresses of images to show as embeds, at most 10 in a message. */
  readonly images: readonly string[];
}
