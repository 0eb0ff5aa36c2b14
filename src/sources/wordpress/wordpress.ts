import { systemClock } from "../../clock.ts";
import { referenceId } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import { type HttpOptions, SiteHttp } from "../http.ts";
import type { Source } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { UnreadableRecords } from "../unreadable-records.ts";
import { ApiRoot, otherHosts } from "./api-root.ts";
import type { Reading } from "./ask.ts";
import { wordpressCapabilities } from "./capabilities.ts";
import { find } from "./find.ts";
import { addressOf, parseName, toLink } from "./links.ts";
import { readProfile } from "./profile.ts";
import { readComment, readComments } from "./read-comment.ts";
import { readPost } from "./read-post.ts";
import { readPosts } from "./read-posts.ts";
import { readRecent } from "./recent.ts";
import { readThread } from "./threads.ts";
import { acceptedUrls, parseUrl } from "./urls.ts";

/** Opens a blog that runs WordPress, of its own or on wordpress.com. */
export function openWordpress(
  site: Site,
  options: HttpOptions,
  capabilities = wordpressCapabilities,
): Source {
  const http = new SiteHttp(site, { ...capabilities, otherHosts: otherHosts(site) }, options);
  const { clock = systemClock, log } = options;
  const unreadable = new UnreadableRecords(site.name, { clock, log });
  const reading: Reading = { site, http, root: new ApiRoot(http), unreadable, now: () => clock.now() };
  return {
    site,
    capabilities,
    acceptedUrls: acceptedUrls(site),
    health: () => ({ ...http.health(), unreadableRecords: unreadable.count() }),
    parseUrl(url) {
      const address = parseUrl(site, url);
      return address && toLink(address, site);
    },
    // Every number could be the id of a post or a comment, and most numbers that people type are neither.
    parseId: () => [],
    parseName,
    find: (link, request) => find(reading, addressOf(link), request),
    readThread: (thread, request) => unlessNotPublic(readThread(reading, thread, request)),
    readPost: (post, request) => unlessNotPublic(readPost(reading, Number(referenceId(post)), request)),
    readComment: (comment, request) => readComment(reading, comment, request),
    readComments: (comments, request) => readComments(reading, comments, request),
    readRecent: (cursor, request) => readRecent(reading, cursor, request),
    readProfile: (user, request) => readProfile(reading, user, request),
    readPosts: (of, options) => readPosts(reading, of, options),
  };
}

/** Treats a record that visitors may not see as missing. */
async function unlessNotPublic<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof SourceError && error.fault === "not-public") return undefined;
    throw error;
  }
}
