import type { Clock } from "../../clock.ts";
import type { Comment } from "../../forum/comment.ts";
import type { Reference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { commentsIn } from "./comments-in.ts";
import { postReference, toComment } from "./convert.ts";
import type { Document, Documents } from "./documents.ts";
import { findFeedOfPage, findFeedOfSite, isOfPosts } from "./find-feeds.ts";
import type { KnownIds } from "./known-ids.ts";
import type { Pages, ReadPage } from "./pages.ts";

export interface Reading {
  readonly site: Site;
  readonly documents: Documents;
  readonly pages: Pages;
  readonly ids: KnownIds;
  readonly clock: Clock;
  /** Addresses of the feeds that pages name, by the address of the page. */
  readonly feeds: Map<string, string>;
}

const mostFeeds = 1_000;

type FeedDocument = Extract<Document, { kind: "feed" }>;

/**
 * Reads the comments of the configured feed, in its order. If the address is that of a page, reads the feed of comments that it names.
 * @throws {SourceError} `malformed` if there is no such feed
 */
export async function readSiteComments(
  reading: Reading,
  request: RequestOptions,
): Promise<readonly Comment[]> {
  return await readComments(reading, await readSiteFeed(reading, request));
}

/** Reads the newest comments on a page: from the feed that the page names, otherwise from that of the site. */
export async function readPageComments(
  reading: Reading,
  { facts, document }: ReadPage,
  request: RequestOptions,
): Promise<readonly Comment[]> {
  const { reference, address } = facts;
  const feed = document && (await readFeedOf(reading, document, request));
  const comments =
    feed === undefined ? await readSiteComments(reading, request) : await readComments(reading, feed);
  // A page that has moved keeps its reference as long as its old address leads there.
  const isHere = new Set<Reference>([reference, postReference(reading.site, address)]);
  return comments
    .filter((comment) => isHere.has(comment.thread))
    .map((comment) => ({ ...comment, thread: reference }));
}

async function readComments(
  { site, ids, clock }: Reading,
  { feed, at }: FeedDocument,
): Promise<readonly Comment[]> {
  const written = commentsIn(feed, at);
  await ids.note(written);
  return written.map((comment) => toComment(comment, site, clock.now()));
}

async function readSiteFeed(
  { site, documents, feeds }: Reading,
  request: RequestOptions,
): Promise<FeedDocument> {
  const document = await documents.read(feeds.get(site.url) ?? site.url, request);
  const feed = document?.kind === "page" ? await findFeedOfSite(documents, document, request) : document;
  if (feed === undefined || isOfPosts(feed.feed)) {
    // Another request may find the feed elsewhere.
    feeds.delete(site.url);
    throw new SourceError(`${site.url} is not a feed of comments and names none`, {
      ...{ site: site.name, fault: "malformed", retryable: true },
    });
  }
  feeds.set(site.url, feed.at);
  return feed;
}

async function readFeedOf(
  { documents, feeds }: Reading,
  page: Document,
  request: RequestOptions,
): Promise<FeedDocument | undefined> {
  if (page.kind === "feed") return page;
  const known = feeds.get(page.at);
  const document = known === undefined ? page : ((await documents.read(known, request)) ?? page);
  const feed = document.kind === "page" ? await findFeedOfPage(documents, document, request) : document;
  if (feeds.size >= mostFeeds) feeds.clear();
  if (feed !== undefined) feeds.set(page.at, feed.at);
  return feed;
}
