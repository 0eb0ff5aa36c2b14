import { type Body, noBody } from "../../forum/body.ts";
import type { Feed, FeedItem } from "./records.ts";

/** An item as its format gives it: without an id, and with addresses that may be relative. */
export interface WrittenItem extends Omit<FeedItem, "id" | "answers"> {
  readonly id: string | undefined;
  readonly answers: readonly WrittenAnswer[];
}

interface WrittenAnswer {
  readonly ref?: string | undefined;
  readonly href?: string | undefined;
}

export interface WrittenFeed extends Omit<Feed, "items"> {
  readonly items: readonly WrittenItem[];
}

export function htmlOf(text: string | undefined): Body {
  return text === undefined ? noBody : { format: "html", dialect: "", text };
}

export function plainOf(text: string | undefined): Body {
  return text === undefined ? noBody : { format: "text", dialect: "", text };
}
