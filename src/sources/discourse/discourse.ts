import { systemClock } from "../../clock.ts";
import { referenceId } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import { SiteHttp } from "../http.ts";
import type { Source } from "../source.ts";
import type { SourceOptions } from "../source-options.ts";
import { UnreadableRecords } from "../unreadable-records.ts";
import { askThrough, isRefusal } from "./ask.ts";
import { discourseCapabilities } from "./capabilities.ts";
import { Categories } from "./categories.ts";
import { find } from "./find.ts";
import { addressOf, parseName, toLink } from "./links.ts";
import { readPosts } from "./lists.ts";
import { PostNumbers } from "./post-numbers.ts";
import { readProfile } from "./profile.ts";
import { readComment } from "./read-comment.ts";
import type { Reading } from "./reading.ts";
import { readRecent } from "./recent.ts";
import { TagNames } from "./tag-names.ts";
import { readThread } from "./threads.ts";
import { openTopic } from "./topics.ts";
import { acceptedUrls, parseUrl } from "./urls.ts";
import { readUserComments } from "./user-comments.ts";
import { UserNames } from "./user-names.ts";
import { WholeReadings } from "./whole-readings.ts";

/** Opens a forum that runs Discourse. */
export function openDiscourse(
  site: Site,
  options: SourceOptions,
  capabilities = discourseCapabilities,
): Source {
  const { clock = systemClock, log, originalIds } = options;
  const http = new SiteHttp(site, { ...capabilities, otherHosts: [], heedsRobots: true }, options);
  const ask = askThrough(http);
  const unreadable = new UnreadableRecords(site.name, { clock, log });
  const reading: Reading = {
    ...{ site, ask, unreadable },
    numbers: new PostNumbers(),
    categories: new Categories(ask, clock),
    tags: new TagNames(site, originalIds),
    users: new UserNames(ask),
    wholeReadings: new WholeReadings(clock),
  };
  return {
    site,
    acceptedUrls: acceptedUrls(site),
    capabilities,
    health: () => ({ ...http.health(), unreadableRecords: unreadable.count() }),
    parseUrl(url) {
      const address = parseUrl(site, url);
      return address && toLink(address, reading);
    },
    // A number alone could mean a topic or a post, here and on every other site.
    parseId: () => [],
    parseName,
    find: (link, request) => find(reading, addressOf(link), request),
    readThread: (thread, request) => readThread(reading, thread, request),
    async readPost(post, request) {
      const topic = await openTopic(reading, referenceId(post), request);
      return isRefusal(topic) ? undefined : topic.post;
    },
    readComment: (comment, request) => readComment(reading, comment, request),
    readRecent: (cursor, request) => readRecent(reading, cursor, request),
    readCommentsByUser: (user, page) => readUserComments(reading, user, page),
    readProfile: (user, request) => readProfile(reading, user, request),
    readPosts: (of, list) => readPosts(reading, of, list),
  };
}
