import { hash } from "node:crypto";
import { type AnyFeed, parseFeed } from "feedsmith";
import { readAtom } from "./read-atom.ts";
import { readJson } from "./read-json.ts";
import { readRdf, readRss } from "./read-rss.ts";
import type { Feed, FeedItem } from "./records.ts";
import type { WrittenFeed, WrittenItem } from "./written-feed.ts";

/**
 * Reads RSS, Atom, RDF or JSON Feed; `undefined` for anything else, such as a page for browsers.
 * @param at the address of the feed
 */
export function readFeed(text: string, at: string): Feed | undefined {
  const parsed = parse(text);
  if (parsed === undefined) return undefined;
  const { items, ...feed } = writtenIn(parsed);
  const dialect = dialectOf(parsed);
  return {
    ...feed,
    link: absolute(feed.link, at),
    items: items.map((item) => toItem({ ...item, body: { ...item.body, dialect } }, at)),
  };
}

/** Finds out whether WordPress made a feed, and so may have written elements of its own into the texts. */
function dialectOf({ feed }: AnyFeed): string {
  const generator = "generator" in feed ? feed.generator : undefined;
  return JSON.stringify(generator)?.includes("//wordpress.org/") ? "wordpress" : "";
}

function parse(text: string): AnyFeed | undefined {
  try {
    return parseFeed(text);
  } catch {
    return undefined;
  }
}

function writtenIn(parsed: AnyFeed): WrittenFeed {
  switch (parsed.format) {
    case "rss":
      return readRss(parsed.feed);
    case "rdf":
      return readRdf(parsed.feed);
    case "atom":
      return readAtom(parsed.feed);
    case "json":
      return readJson(parsed.feed);
  }
}

/** Longer addresses and ids are ignored. */
const longestAddress = 2_000;
const longestName = 200;

function toItem(written: WrittenItem, at: string): FeedItem {
  const link = absolute(written.link, at);
  return {
    ...written,
    id: shortId(written.id) ?? link ?? hashOf(written),
    link,
    author: written.author.slice(0, longestName),
    answers: written.answers.map(({ ref, href }) => ({ id: shortId(ref), link: absolute(href, at) })),
    commentsFeed: absolute(written.commentsFeed, at),
  };
}

function hashOf({ author, postedAtMs, body }: WrittenItem): string {
  return hashed(JSON.stringify([author, postedAtMs, body.text]));
}

function shortId(id: string | undefined): string | undefined {
  return id === undefined || id.length <= longestAddress ? id : hashed(id);
}

function hashed(text: string): string {
  return hash("sha256", text, "base64url").slice(0, 16);
}

function absolute(address: string | undefined, at: string): string | undefined {
  if (address === undefined || address.length > longestAddress) return undefined;
  return URL.parse(address, at)?.href;
}
