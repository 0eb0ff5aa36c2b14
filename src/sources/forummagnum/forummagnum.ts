import { systemClock } from "../../clock.ts";
import { isReferenceTo, type Reference, referenceId } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import { SiteHttp } from "../http.ts";
import type { HttpOptions } from "../http-options.ts";
import type { Source } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { UnreadableRecords } from "../unreadable-records.ts";
import { askThrough } from "./ask.ts";
import { capabilitiesOf } from "./capabilities.ts";
import { toPost, toWikiPage } from "./convert-post.ts";
import { find } from "./find.ts";
import { askForComment } from "./find-comment.ts";
import { addressOf, parseId, parseName, toLink } from "./links.ts";
import { orders } from "./lists.ts";
import * as operations from "./operations.ts";
import { placed, toBatch } from "./placed.ts";
import { readProfile, readSequencesByUser, readWikiContributions } from "./profile.ts";
import { readComments } from "./read-comments.ts";
import { readPosts } from "./read-posts.ts";
import { readRecent } from "./recent.ts";
import { readPostThread, readSubtree, readTagThread } from "./threads.ts";
import { acceptedUrls, apiHosts, parseUrl } from "./urls.ts";
import { readUserComments } from "./user-comments.ts";

/** Opens a forum that runs ForumMagnum: LessWrong, the Alignment Forum, the EA Forum or another instance. */
export function openForumMagnum(site: Site, options: HttpOptions): Required<Source> {
  const capabilities = capabilitiesOf(site);
  const http = new SiteHttp(site, { ...capabilities, otherHosts: apiHosts(site) }, options);
  const { clock = systemClock, log } = options;
  const unreadable = new UnreadableRecords(site.name, { clock, log });
  const ask = askThrough(http, unreadable);
  const reading = { site, ask, now: () => clock.now() };
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
    readThread: (thread, request) =>
      unlessNotPublic(
        isPost(thread) ? readPostThread(reading, thread, request) : readTagThread(reading, thread, request),
      ),
    readSubtree: (comment, request) => unlessNotPublic(readSubtree(reading, comment, request)),
    async readPost(post, request) {
      const id = referenceId(post);
      if (isPost(post)) {
        const answer = await unlessNotPublic(ask(operations.readPost, { id }, request));
        return answer?.post && toPost(answer.post, site);
      }
      const answer = await unlessNotPublic(ask(operations.readTag, { id }, request));
      return answer?.tag && toWikiPage(answer.tag, site);
    },
    async readComment(comment, request) {
      const answer = await unlessNotPublic(askForComment(reading, referenceId(comment), request));
      if (answer === undefined) return "not-public";
      return (answer.raw && placed(answer.raw, site, answer.isListed)) ?? "gone";
    },
    readComments: (comments, request) => readComments(reading, comments, request),
    readCommentsByUser: (user, options) => readUserComments(reading, user, options),
    readProfile: (user, request) => unlessNotPublic(readProfile(reading, user, request)),
    readSequencesByUser: (user, options) => readSequencesByUser(reading, user, options),
    readWikiContributions: (user, options) => readWikiContributions(reading, user, options),
    async readSequence(sequence, request) {
      const address = { kind: "sequence", id: referenceId(sequence) } as const;
      const found = await unlessNotPublic(find(reading, address, request));
      return found?.kind === "sequence" ? found.sequence : undefined;
    },
    readPosts: (of, options) => readPosts(reading, of, options),
    async readQuickTakes({ limit, ...request }) {
      const commentTerms = { view: "shortform", limit, orderBy: orders.newest };
      return toBatch(
        (await ask(operations.readPlacedComments, { comments: commentTerms }, request)).comments,
        site,
      );
    },
    readRecent: (cursor, request) => readRecent(reading, cursor, request),
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

function isPost(reference: Reference<"post" | "tag">): reference is Reference<"post"> {
  return isReferenceTo(reference, "post");
}
