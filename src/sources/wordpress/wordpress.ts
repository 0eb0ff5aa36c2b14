import { systemClock } from "../../clock.ts";
import { type Reference, referenceId } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import { Documents } from "../feed/documents.ts";
import { SiteHttp } from "../http.ts";
import type { HttpOptions } from "../http-options.ts";
import type { Source } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { UnreadableRecords } from "../unreadable-records.ts";
import { ApiRoot, otherHosts } from "./api-root.ts";
import type { Reading } from "./ask.ts";
import { unknownBatch } from "./batch.ts";
import { wordpressCapabilities } from "./capabilities.ts";
import { ClosedApi } from "./closed-api.ts";
import { findInFeeds, readFeedPosts, readFeedThread, readPostPage } from "./feed-reading.ts";
import type { FeedReading } from "./feed-rows.ts";
import { find } from "./find.ts";
import { findPage } from "./find-page.ts";
import { addressOf, parseName, toLink } from "./links.ts";
import { readProfile } from "./profile.ts";
import { readComment, readComments } from "./read-comment.ts";
import { readPost } from "./read-post.ts";
import { readPosts } from "./read-posts.ts";
import { readRecent } from "./recent.ts";
import { windowOfApi, windowOfFeed } from "./recent-window.ts";
import { readThread } from "./threads.ts";
import { acceptedUrls, parseUrl } from "./urls.ts";

/** Opens a WordPress blog, self-hosted or on wordpress.com. If its API is closed, its feeds are read instead. */
export function openWordpress(
  site: Site,
  options: HttpOptions,
  capabilities = wordpressCapabilities,
): Source {
  const http = new SiteHttp(
    site,
    { ...capabilities, otherHosts: otherHosts(site), heedsRobots: true },
    options,
  );
  const { clock = systemClock, log } = options;
  const unreadable = new UnreadableRecords(site.name, { clock, log });
  const reading: Reading = { site, http, root: new ApiRoot(http), unreadable, now: () => clock.now() };
  const feeds: FeedReading = { ...reading, documents: new Documents(http, clock), postIds: new Map() };
  const api = new ClosedApi(reading);
  const [ofApi, ofFeed] = [windowOfApi(reading), windowOfFeed(feeds)];
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
    async find(link, request) {
      const named = addressOf(link);
      const address = named.kind === "page" ? await findPage(reading, named.path, request) : named;
      return (
        address &&
        (await api.read(request, {
          open: () => find(reading, address, request),
          closed: () => findInFeeds(feeds, address, request),
        }))
      );
    },
    readThread: (thread, request) =>
      unlessNotPublic(
        api.read(request, {
          open: () => readThread(reading, thread, request),
          closed: () => readFeedThread(feeds, numberOf(thread), request),
        }),
      ),
    readPost: (post, request) =>
      unlessNotPublic(
        api.read(request, {
          open: () => readPost(reading, numberOf(post), request),
          closed: () => readPostPage(feeds, numberOf(post), request),
        }),
      ),
    readComment: async (comment, request) =>
      api.isClosed ? "unknown" : await readComment(reading, comment, request),
    readComments: (comments, request) =>
      api.read(request, {
        open: () => readComments(reading, comments, request),
        closed: async () => unknownBatch,
      }),
    readRecent: (cursor, request) =>
      api.read(request, {
        open: () => readRecent(reading, cursor, { ...request, readWindow: ofApi, listsPosts: true }),
        closed: () => readRecent(reading, cursor, { ...request, readWindow: ofFeed, listsPosts: false }),
      }),
    readProfile: (user, request) => readProfile(reading, user, request),
    readPosts: (of, options) =>
      of === "site"
        ? api.read(options, {
            open: () => readPosts(reading, of, options),
            closed: () => readFeedPosts(feeds, options),
          })
        : readPosts(reading, of, options),
  };
}

function numberOf(reference: Reference<"post" | "tag">): number {
  return Number(referenceId(reference));
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
