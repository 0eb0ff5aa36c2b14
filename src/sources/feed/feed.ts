import { systemClock } from "../../clock.ts";
import type { Site } from "../../forum/site.ts";
import { SiteHttp } from "../http.ts";
import type { Source } from "../source.ts";
import type { SourceOptions } from "../source-options.ts";
import { capabilities } from "./capabilities.ts";
import { Documents } from "./documents.ts";
import { find } from "./find.ts";
import { KnownIds } from "./known-ids.ts";
import { acceptedUrls, parseUrl } from "./links.ts";
import { Pages } from "./pages.ts";
import type { Reading } from "./reading.ts";
import { readRecent } from "./recent.ts";
import { readComment, readPost, readPosts, readThread } from "./threads.ts";

const maxBytes = 5 * 1024 * 1024;

/** Opens a site that is read only through its feed of comments. */
export function openFeed(site: Site, options: SourceOptions): Source {
  const { clock = systemClock, originalIds } = options;
  const http = new SiteHttp(
    site,
    { ...capabilities, otherHosts: [], heedsRobots: true },
    { maxBytes, ...options },
  );
  const documents = new Documents(http, clock);
  const ids = new KnownIds(site, originalIds);
  const pages = new Pages(site, documents, clock);
  const reading: Reading = { site, documents, pages, ids, clock, feeds: new Map() };
  return {
    site,
    capabilities,
    acceptedUrls: acceptedUrls(site),
    health: () => ({ ...http.health(), unreadableRecords: 0 }),
    parseUrl: (url) => parseUrl(site, ids, url),
    parseId: () => [],
    parseName: () => undefined,
    find: (link, request) => find(reading, link, request),
    readThread: (thread, request) => readThread(reading, thread, request),
    readPost: (post, request) => readPost(reading, post, request),
    readComment: (comment, request) => readComment(reading, comment, request),
    readRecent: (cursor, request) => readRecent(reading, cursor, request),
    readPosts: (_, options) => readPosts(reading, options),
  };
}
