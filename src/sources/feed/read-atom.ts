import type { AtomFeed } from "feedsmith";
import type { Body } from "../../forum/body.ts";
import { readDate } from "./read-date.ts";
import { htmlOf, plainOf, type WrittenFeed, type WrittenItem } from "./written-feed.ts";

export function readAtom(feed: AtomFeed.Feed<string>): WrittenFeed {
  const { title, links, entries = [] } = feed;
  return {
    title: title?.value ?? "",
    link: pageIn(links),
    restMs: undefined,
    items: entries.map((entry) => readEntry(entry, feed)),
  };
}

function readEntry(entry: AtomFeed.Entry<string>, feed: AtomFeed.Feed<string>): WrittenItem {
  const { id, links, published, updated, content, summary, thr } = entry;
  const [author] = entry.authors ?? entry.source?.authors ?? feed.authors ?? [];
  return {
    id,
    link: pageIn(links),
    author: author?.name ?? "",
    postedAtMs: readDate(published ?? updated),
    editedAtMs: published === undefined ? undefined : readDate(updated),
    body: bodyOf(content ?? summary),
    answers: thr?.inReplyTos ?? [],
    commentsFeed: links?.find(({ rel }) => rel === "replies")?.href,
  };
}

/** Finds the link to the page. It may lack `rel`, and other links may come first. */
function pageIn(links: AtomFeed.Entry<string>["links"] = []): string | undefined {
  const pages = links.filter(({ rel = "alternate" }) => rel === "alternate");
  return (pages.find(({ type = "text/html" }) => type.includes("html")) ?? pages[0])?.href;
}

/** A text without a type is plain. https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3.1 */
function bodyOf(written: AtomFeed.Content | undefined): Body {
  return written?.type?.includes("html") ? htmlOf(written.value) : plainOf(written?.value);
}
