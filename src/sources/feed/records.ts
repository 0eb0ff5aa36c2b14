import type { Body } from "../../forum/body.ts";

/** A feed, whatever its format. Addresses are absolute. */
export interface Feed {
  readonly title: string;
  /** The page that it belongs to. */
  readonly link: string | undefined;
  /** How long it asks readers to wait before they read it again (ms). */
  readonly restMs: number | undefined;
  /** In the order of the feed: newest first, as a rule. */
  readonly items: readonly FeedItem[];
}

export interface FeedItem {
  /** The id that the feed gives it; otherwise its address, or a hash of what it says. */
  readonly id: string;
  readonly link: string | undefined;
  /** Name as written; empty if there is none. */
  readonly author: string;
  /** `undefined` if the date is missing or cannot be read. */
  readonly postedAtMs: number | undefined;
  /** `undefined` if the feed does not say. */
  readonly editedAtMs: number | undefined;
  readonly body: Body;
  /** The items that it answers, or its page. */
  readonly answers: readonly Answered[];
  /** Address of the feed with the comments on it. Only posts have one. */
  readonly commentsFeed: string | undefined;
}

/** The id or address of something that an item answers. */
export interface Answered {
  readonly id: string | undefined;
  readonly link: string | undefined;
}
