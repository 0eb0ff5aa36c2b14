/** A text exactly as its site serves it. */
export interface Body {
  readonly format: "html" | "markdown" | "text";
  /** Key in `text/dialects/dialects.ts` for markup that only one kind of site uses; empty for markup that all sites share. */
  readonly dialect: string;
  readonly text: string;
  /** The same text as Markdown, to recover what the HTML has lost (TeX); absent if the site gives no Markdown. */
  readonly markdown?: string;
}

/** The body of a deleted, hidden or empty comment or post. */
export const noBody: Body = { format: "text", dialect: "", text: "" };
