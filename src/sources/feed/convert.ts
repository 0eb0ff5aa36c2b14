import { authorOfName } from "../../forum/author.ts";
import { noBody } from "../../forum/body.ts";
import type { Comment } from "../../forum/comment.ts";
import type { Post } from "../../forum/post.ts";
import { encodeReference, type Reference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import { bareComment, barePost } from "../bare-records.ts";
import type { FeedComment } from "./comments-in.ts";
import { addressKey, pageKey } from "./page-address.ts";

/** Sites' clocks may be this far ahead. A later date is wrong. */
const clockSlackMs = 24 * 60 * 60_000;

export function commentReference({ database }: Site, id: string): Reference<"comment"> {
  return encodeReference(database, "comment", id);
}

/** The id of a page is its address, without what differs between spellings. */
export function postReference({ database }: Site, page: string): Reference<"post"> {
  return encodeReference(database, "post", pageKey(page) ?? addressKey(page));
}

export function toComment(written: FeedComment, site: Site, nowMs: number): Comment {
  const { id, page, parent, link, author, body, editedAtMs } = written;
  const isPossible = (written.postedAtMs ?? 0) <= nowMs + clockSlackMs;
  const postedAtMs = isPossible ? written.postedAtMs : undefined;
  return {
    ...bareComment,
    reference: commentReference(site, id),
    thread: postReference(site, page),
    parent: parent?.id === undefined ? undefined : commentReference(site, parent.id),
    author: authorOfName(site.database, author),
    postedAtMs,
    editedAtMs:
      postedAtMs === undefined || editedAtMs === undefined ? undefined : Math.max(postedAtMs, editedAtMs),
    body: body.text === "" ? noBody : body,
    scores: {},
    visibility: "visible",
    shownOn: [site.name],
    path: link ?? page,
    parentPath: parent?.link,
  };
}

/** Facts about a page. */
export interface PageFacts {
  readonly reference: Reference<"post">;
  readonly address: string;
  readonly title: string;
  /** Address without words of the title. */
  readonly shortAddress: string | undefined;
}

/**
 * A page with comments is a post. Neither its text nor its date is read: a feed may bring up an old page, and a post with an old
 * date would not be news.
 */
export function toPost({ reference, address, title, shortAddress }: PageFacts, site: Site): Post {
  return {
    ...barePost,
    reference,
    title,
    path: address,
    plainPath: shortAddress ?? site.url,
  };
}
