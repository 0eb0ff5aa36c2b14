import { commentsIn, type FeedComment } from "../feed/comments-in.ts";
import type { Documents } from "../feed/documents.ts";
import type { RequestOptions } from "../source.ts";
import { idIn } from "./address.ts";
import type { Reading } from "./ask.ts";
import { findPage } from "./find-page.ts";
import { pathOf } from "./paths.ts";
import type { RawComment } from "./records.ts";

/** A blog that is read through its feeds. */
export interface FeedReading extends Reading {
  readonly documents: Documents;
  /** Ids of posts, by the paths of their pages. */
  readonly postIds: Map<string, number>;
}

const mostIds = 1_000;

/** Reads the newest comments of the blog or of a post, as the API would show them. The feeds of every blog have these addresses. */
export async function readFeedRows(
  reading: FeedReading,
  post: number | undefined,
  request: RequestOptions,
): Promise<readonly RawComment[]> {
  const address = post === undefined ? "/?feed=comments-rss2" : `/?feed=rss2&p=${post}`;
  const document = await reading.documents.read(address, request);
  if (document?.kind !== "feed") return [];
  const rows: RawComment[] = [];
  for (const written of commentsIn(document.feed, document.at)) {
    const of = post ?? (await postAt(reading, written.page, request));
    const row = of === undefined ? undefined : toRow(written, of);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

function toRow(
  { link = "", author, postedAtMs, body, parent }: FeedComment,
  post: number,
): RawComment | undefined {
  const id = commentIdIn(link);
  if (id === undefined) return undefined;
  return {
    id,
    post,
    parent: commentIdIn(parent?.link ?? parent?.id ?? "") ?? 0,
    // A feed does not tell registered users from visitors.
    author: 0,
    author_name: author,
    date_gmt: postedAtMs === undefined ? "" : new Date(postedAtMs).toISOString().slice(0, -1),
    content: { rendered: body.text },
    link,
    status: "approved",
    type: "comment",
  };
}

function commentIdIn(address: string): number | undefined {
  return idIn(/#comment-(\d+)$/.exec(address)?.[1]);
}

/** Finds the id of the post at an address. */
async function postAt(
  reading: FeedReading,
  address: string,
  request: RequestOptions,
): Promise<number | undefined> {
  const { site, postIds } = reading;
  const path = pathOf(site, address, "");
  if (!path.startsWith("/")) return undefined;
  const known = postIds.get(path);
  if (known !== undefined) return known;
  const found = await findPage(reading, path, request);
  if (found?.kind !== "post") return undefined;
  if (postIds.size >= mostIds) postIds.clear();
  postIds.set(path, found.id);
  return found.id;
}
