import type { JsonFeed } from "feedsmith";
import { readDate } from "./read-date.ts";
import { htmlOf, plainOf, type WrittenFeed, type WrittenItem } from "./written-feed.ts";

export function readJson(feed: JsonFeed.Feed<string>): WrittenFeed {
  const { title, home_page_url: link, items = [] } = feed;
  return {
    title: title ?? "",
    link,
    restMs: undefined,
    items: items.map((item) => readItem(item, feed)),
  };
}

function readItem(item: JsonFeed.Item<string>, feed: JsonFeed.Feed<string>): WrittenItem {
  const { id, url, external_url, content_html, content_text, date_published, date_modified } = item;
  const [author] = item.authors ?? feed.authors ?? [];
  return {
    id,
    link: url ?? external_url,
    author: author?.name ?? "",
    postedAtMs: readDate(date_published ?? date_modified),
    editedAtMs: date_published === undefined ? undefined : readDate(date_modified),
    body: content_html === undefined ? plainOf(content_text) : htmlOf(content_html),
    answers: [],
    commentsFeed: undefined,
  };
}
