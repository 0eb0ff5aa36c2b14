import type { RdfFeed, RssFeed } from "feedsmith";
import { decodeEntities } from "../../text/decode-entities.ts";
import { readDate } from "./read-date.ts";
import { htmlOf, type WrittenFeed, type WrittenItem } from "./written-feed.ts";

export function readRss({ title, link, ttl, items = [] }: RssFeed.Feed<string>): WrittenFeed {
  const restMs = ttl === undefined ? undefined : ttl * 60_000;
  return { title: title ?? "", link, restMs, items: items.map(readRssItem) };
}

export function readRdf({ title, link, items = [] }: RdfFeed.Feed<string>): WrittenFeed {
  return { title: title ?? "", link, restMs: undefined, items: items.map(readRdfItem) };
}

function readRssItem(item: RssFeed.Item<string>): WrittenItem {
  const { guid, link, dc, authors = [], pubDate, thr } = item;
  // https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt
  const permalink = guid?.isPermaLink === false ? undefined : webAddress(guid?.value);
  return {
    ...commonOf(item),
    id: guid?.value,
    link: link ?? permalink,
    // Never the mail address that RSS puts before the name. WordPress escapes names twice.
    author: decodeEntities(dc?.creators?.[0] ?? authors[0]?.name ?? ""),
    postedAtMs: readDate(pubDate ?? dc?.dates?.[0]),
    answers: thr?.inReplyTos ?? [],
  };
}

function readRdfItem(item: RdfFeed.Item<string>): WrittenItem {
  const { link, dc, rdf } = item;
  return {
    ...commonOf(item),
    id: rdf?.about ?? link,
    link: link ?? webAddress(rdf?.about),
    author: decodeEntities(dc?.creators?.[0] ?? ""),
    postedAtMs: readDate(dc?.dates?.[0]),
    answers: [],
  };
}

function commonOf({
  content,
  description,
  wfw,
}: Pick<RdfFeed.Item<string>, "content" | "description" | "wfw">): Pick<
  WrittenItem,
  "body" | "editedAtMs" | "commentsFeed"
> {
  return {
    // A description is HTML by custom.
    body: htmlOf(content?.encoded ?? description),
    editedAtMs: undefined,
    commentsFeed: wfw?.commentRss,
  };
}

function webAddress(text: string | undefined): string | undefined {
  return text !== undefined && /^https?:\/\//i.test(text) ? text : undefined;
}
