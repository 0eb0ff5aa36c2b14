import { systemClock } from "../../clock.ts";
import type { Site } from "../../forum/site.ts";
import { SiteHttp } from "../http.ts";
import type { Source } from "../source.ts";
import type { SourceOptions } from "../source-options.ts";
import { UnreadableRecords } from "../unreadable-records.ts";
import { substackCapabilities } from "./capabilities.ts";
import { toPost } from "./convert-post.ts";
import { find } from "./find.ts";
import { commentId, postId } from "./ids.ts";
import { addressOf, toLink } from "./links.ts";
import { addressesOf, Publication } from "./publication.ts";
import { readCommentOn } from "./read-comment.ts";
import { readPostById } from "./read-post.ts";
import { readPosts } from "./read-posts.ts";
import { readSubtree, readThread } from "./read-thread.ts";
import type { Reading } from "./reading.ts";
import { readRecent } from "./recent.ts";
import { Slugs } from "./slugs.ts";
import { acceptedUrls, parseUrl } from "./urls.ts";

/** Opens a publication on Substack, whose second address is the host that redirects to its first one, or the other way round. */
export function openSubstack(
  site: Site,
  options: SourceOptions,
  capabilities = substackCapabilities,
): Source {
  const otherHosts = addressesOf(site).map((address) => new URL(address).host);
  const http = new SiteHttp(site, { ...capabilities, otherHosts, heedsRobots: true }, options);
  const { clock = systemClock, log, originalIds } = options;
  const unreadable = new UnreadableRecords(site.name, { clock, log });
  const slugs = new Slugs(site, originalIds);
  const reading: Reading = { site, publication: new Publication(site, http), slugs, unreadable };
  return {
    site,
    capabilities,
    acceptedUrls: acceptedUrls(site),
    health: () => ({ ...http.health(), unreadableRecords: unreadable.count() }),
    parseUrl(url) {
      const address = parseUrl(site, url);
      const post = address === undefined || address.kind === "site" ? undefined : slugs.idAt(address.slug);
      return address && toLink(address, post, site);
    },
    // A number alone does not say on which post a comment is.
    parseId: () => [],
    parseName: () => undefined,
    find: (link, request) => find(reading, addressOf(link), request),
    readThread: (thread, request) => readThread(reading, thread, request),
    readSubtree: (comment, request) => readSubtree(reading, comment, request),
    async readPost(post, request) {
      const raw = await readPostById(reading, postId(post), request);
      return raw && toPost(raw, site);
    },
    async readComment(comment, request) {
      const { post, comment: id } = commentId(comment);
      const raw = await readPostById(reading, post, request);
      return raw === undefined ? "gone" : await readCommentOn(reading, { post: raw, id }, request);
    },
    readPosts: (of, request) => readPosts(reading, of, request),
    readRecent: (cursor, request) => readRecent(reading, cursor, request),
  };
}
