import type { Site } from "../forum/site.ts";
import { openDiscourse } from "./discourse/discourse.ts";
import { recognise as recogniseDiscourse } from "./discourse/recognise.ts";
import { openFeed } from "./feed/feed.ts";
import { recognise as recogniseFeed } from "./feed/recognise.ts";
import { openForumMagnum } from "./forummagnum/forummagnum.ts";
import { knownSites } from "./forummagnum/sites.ts";
import { openHackerNews } from "./hackernews/hackernews.ts";
import { hackerNews } from "./hackernews/sites.ts";
import { openLemmy } from "./lemmy/lemmy.ts";
import { recognise as recogniseLemmy } from "./lemmy/recognise.ts";
import type { Recognise } from "./public/page.ts";
import type { Source } from "./source.ts";
import type { SourceOptions } from "./source-options.ts";
import { openSubstack } from "./substack/substack.ts";
import { recognise as recogniseWordpress } from "./wordpress/recognise.ts";
import { openWordpress } from "./wordpress/wordpress.ts";

export interface SourceKind {
  /** Sites that need no address in the configuration. */
  readonly sites: readonly Site[];
  /** True if an address in the configuration may end with a query, because it names a single document. */
  readonly takesQuery?: boolean;
  /** True if the configuration may give a second address, because such a site may answer on two hosts. */
  readonly takesSecondAddress?: boolean;
  open(site: Site, options: SourceOptions): Source;
  /** Recognises the site of a page. Kinds without it are read only if the configuration names the site. */
  readonly recognise?: Recognise;
}

/** Kinds of sites by their names in the configuration. */
export type SourceKinds = Readonly<Record<string, SourceKind>>;

/** The kinds of sites; each has its own folder. */
export const sourceKinds: SourceKinds = {
  forummagnum: { sites: knownSites, open: openForumMagnum },
  discourse: {
    sites: [],
    open: (site, options) => openDiscourse(site, options),
    recognise: recogniseDiscourse,
  },
  hackernews: { sites: [hackerNews], open: openHackerNews },
  lemmy: { sites: [], open: openLemmy, recognise: recogniseLemmy },
  substack: { sites: [], takesSecondAddress: true, open: (site, options) => openSubstack(site, options) },
  wordpress: {
    sites: [],
    open: (site, options) => openWordpress(site, options),
    recognise: recogniseWordpress,
  },
  // Last: sites of other kinds have feeds too.
  feed: { sites: [], takesQuery: true, open: openFeed, recognise: recogniseFeed },
};
