import type { RequestOptions } from "../source.ts";
import { commentsIn } from "./comments-in.ts";
import type { Document, Documents } from "./documents.ts";
import { pageKey, placeOn } from "./page-address.ts";
import type { Feed } from "./records.ts";

type FeedDocument = Extract<Document, { kind: "feed" }>;
type PageDocument = Extract<Document, { kind: "page" }>;

const feedType = /^application\/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json)\b/;
/** The most feeds of a page to look into. */
const mostTried = 3;

/**
 * Finds the feed with the comments on a page among those that the page names. Their titles may be in any language, so the feeds
 * themselves must show which one it is.
 */
export async function findFeedOfPage(
  documents: Documents,
  page: PageDocument,
  request: RequestOptions,
): Promise<FeedDocument | undefined> {
  // Blogs name the feeds of the whole site first.
  const named = namedFeeds(page).reverse();
  const isBelow = (address: string) => address.startsWith(page.at);
  const inOrder = [...named.filter(isBelow), ...named.filter((address) => !isBelow(address))];
  return await firstOf(documents, inOrder, request, ({ feed, at }) => isOfPage(feed, at, page.at));
}

/** Finds the feed with the comments of a whole site among those that its first page names. */
export async function findFeedOfSite(
  documents: Documents,
  page: PageDocument,
  request: RequestOptions,
): Promise<FeedDocument | undefined> {
  return await firstOf(documents, namedFeeds(page), request, ({ feed }) => isOfComments(feed));
}

/** Returns whether a feed lists posts: it names the feed with the comments on each. */
export function isOfPosts({ items }: Feed): boolean {
  return items.some(({ commentsFeed }) => commentsFeed !== undefined);
}

function isOfComments(feed: Feed): boolean {
  const isPlaced = (link: string | undefined) => link !== undefined && placeOn(link) !== "";
  return !isOfPosts(feed) && feed.items.some(({ link, answers }) => answers.length > 0 || isPlaced(link));
}

function isOfPage(feed: Feed, at: string, page: string): boolean {
  if (isOfPosts(feed)) return false;
  const pages = new Set(commentsIn(feed, at).map((comment) => pageKey(comment.page)));
  if (pages.size === 0 && feed.link !== undefined) pages.add(pageKey(feed.link));
  return pages.size === 1 && pages.has(pageKey(page));
}

/** Returns whether a page names a feed on its own host. */
export function namesFeed(page: Pick<PageDocument, "head" | "at">): boolean {
  return namedFeeds(page).length > 0;
}

function namedFeeds({ head, at }: Pick<PageDocument, "head" | "at">): string[] {
  const named = head.links.filter(({ rel, type }) => /\balternate\b/.test(rel) && feedType.test(type));
  const addresses = named.flatMap(({ href }) => URL.parse(href, at) ?? []);
  const { host } = new URL(at);
  return [...new Set(addresses.filter((address) => address.host === host).map(({ href }) => href))];
}

async function firstOf(
  documents: Documents,
  addresses: readonly string[],
  request: RequestOptions,
  isSought: (document: FeedDocument) => boolean,
): Promise<FeedDocument | undefined> {
  for (const address of addresses.slice(0, mostTried)) {
    const document = await documents.read(address, request);
    if (document?.kind === "feed" && isSought(document)) return document;
  }
  return undefined;
}
