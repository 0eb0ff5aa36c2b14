import type { PageHead } from "../../text/read-head.ts";

/** The page that an address shows to visitors, by which a kind of site recognises its own. */
export interface Page {
  /** The address that answered, after redirects. */
  readonly url: URL;
  readonly headers: Headers;
  readonly text: string;
  readonly head: PageHead;
}

/**
 * Returns the address of the site that a page belongs to, or `undefined` if the page is of another kind. `ask` reads one more JSON
 * document from the page's host; it returns `undefined` if there is none.
 */
export type Recognise = (
  page: Page,
  ask: (path: string) => Promise<unknown>,
) => string | undefined | Promise<string | undefined>;
