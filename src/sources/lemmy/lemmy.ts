import { systemClock } from "../../clock.ts";
import type { Site } from "../../forum/site.ts";
import { SiteHttp } from "../http.ts";
import type { HttpOptions } from "../http-options.ts";
import type { Source } from "../source.ts";
import { UnreadableRecords } from "../unreadable-records.ts";
import { capabilities } from "./capabilities.ts";
import { find } from "./find.ts";
import { LemmyApi } from "./lemmy-api.ts";
import { acceptedUrls, parseName, parseUrl } from "./links.ts";
import type { Reading } from "./reading.ts";
import { readRecent } from "./recent.ts";
import { readComment, readPost, readPosts, readSubtree, readThread } from "./threads.ts";
import { readProfile, readUserComments } from "./users.ts";

/** Opens an instance of Lemmy, 0.19 or 1.0. */
export function openLemmy(site: Site, options: HttpOptions): Source {
  const http = new SiteHttp(site, { ...capabilities, otherHosts: [], heedsRobots: true }, options);
  const { clock = systemClock, log } = options;
  const unreadable = new UnreadableRecords(site.name, { clock, log });
  const reading: Reading = { site, api: new LemmyApi(http, unreadable) };
  return {
    site,
    capabilities,
    acceptedUrls: acceptedUrls(site),
    health: () => ({ ...http.health(), unreadableRecords: unreadable.count() }),
    parseUrl: (url) => parseUrl(site, url),
    // A bare number could belong to any site.
    parseId: () => [],
    parseName,
    find: (link, request) => find(reading, link, request),
    readThread: (thread, request) => readThread(reading, thread, request),
    readSubtree: (comment, request) => readSubtree(reading, comment, request),
    readPost: (post, request) => readPost(reading, post, request),
    readComment: (comment, request) => readComment(reading, comment, request),
    readRecent: (cursor, request) => readRecent(reading, cursor, request),
    readCommentsByUser: (user, options) => readUserComments(reading, user, options),
    readProfile: (user, request) => readProfile(reading, user, request),
    readPosts: (of, options) => readPosts(reading, of, options),
  };
}
