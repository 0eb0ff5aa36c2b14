/** A text as its site serves it. */
export interface Body {
  readonly format: "html" | "markdown" | "text";
  /** Names the elements that only one kind of site has: a line of `text/dialects/dialects.ts`. Empty for those that all sites share. */
  readonly dialect: string;
  readonly text: string;
  /** The same text as Markdown, for what its HTML has lost (TeX); absent where the site has none. */
  readonly markdown?: string;
}

/** The text of what is deleted, hidden or without words. */
export const noBody: Body = { format: "text", dialect: "", text: "" };
