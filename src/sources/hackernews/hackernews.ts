import { systemClock } from "../../clock.ts";
import type { Site } from "../../forum/site.ts";
import { SiteHttp } from "../http.ts";
import type { HttpOptions } from "../http-options.ts";
import type { Source } from "../source.ts";
import { UnreadableRecords } from "../unreadable-records.ts";
import { capabilities } from "./capabilities.ts";
import { idOf } from "./convert-comment.ts";
import { find } from "./find.ts";
import { readCommentOf, readItem, readPost } from "./items.ts";
import { addressOf, parseId, parseName, toLink } from "./links.ts";
import { readPosts } from "./lists.ts";
import { readProfile } from "./profile.ts";
import { readSubtree } from "./read-subtree.ts";
import { readThread } from "./read-thread.ts";
import { askAlgolia, askFirebase, type Reading, secondUrlOf } from "./reading.ts";
import { readRecent } from "./recent.ts";
import { stateOfItem } from "./state.ts";
import { acceptedUrls, parseUrl } from "./urls.ts";
import { readUserComments } from "./user-comments.ts";

/** Opens Hacker News, through Algolia's search and the official API. */
export function openHackerNews(site: Site, options: HttpOptions): Source {
  const otherHosts = [new URL(secondUrlOf(site)).host];
  const http = new SiteHttp(site, { ...capabilities, otherHosts }, options);
  const { clock = systemClock, log } = options;
  const unreadable = new UnreadableRecords(site.name, { clock, log });
  const reading: Reading = {
    site,
    algolia: askAlgolia(http),
    firebase: askFirebase(http),
    unreadable,
    now: () => clock.now(),
  };
  return {
    site,
    acceptedUrls: acceptedUrls(site),
    capabilities,
    health: () => ({ ...http.health(), unreadableRecords: unreadable.count() }),
    parseUrl(url) {
      const address = parseUrl(site, url);
      return address && toLink(address, site);
    },
    parseId: (text) => parseId(site, text),
    parseName,
    find: (link, request) => find(reading, addressOf(link), request),
    readThread: (thread, request) => readThread(reading, thread, request),
    readSubtree: (comment, request) => readSubtree(reading, comment, request),
    readPost: (post, request) => readPost(reading, post, request),
    async readComment(comment, request) {
      const item = await readItem(reading, idOf(comment), request);
      // A new id may have no item for a while, so a missing item may still exist.
      if (item === undefined || item.type !== "comment") return "unknown";
      if (stateOfItem(item) === "held") return "not-public";
      return (await readCommentOf(reading, item, request)) ?? "unknown";
    },
    readCommentsByUser: (user, request) => readUserComments(reading, user, request),
    readProfile: (user, request) => readProfile(reading, user, request),
    readPosts: (of, request) => readPosts(reading, of, request),
    readRecent: (cursor, request) => readRecent(reading, cursor, request),
  };
}
