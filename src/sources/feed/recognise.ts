import type { Page } from "../public/page.ts";
import { namesFeed } from "./find-feeds.ts";
import { readFeed } from "./read-feed.ts";

/** Recognises a feed, and a page that names one on its own host. */
export function recognise({ url, text, head }: Page): string | undefined {
  if (readFeed(text, url.href) !== undefined) return url.href;
  return namesFeed({ at: url.href, head }) ? url.origin : undefined;
}
