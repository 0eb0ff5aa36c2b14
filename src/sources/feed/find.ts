import type { Comment } from "../../forum/comment.ts";
import type { Link } from "../link.ts";
import type { Found, RequestOptions } from "../source.ts";
import { toPost } from "./convert.ts";
import { pageOf, placeKey, placeOn } from "./page-address.ts";
import type { ReadPage } from "./pages.ts";
import { type Reading, readPageComments, readSiteComments } from "./reading.ts";

/** Finds the page or the comment at an address. A comment must be in a feed. */
export async function find(
  reading: Reading,
  { kind, lookup }: Link,
  request: RequestOptions,
): Promise<Found | undefined> {
  if (kind === "site") {
    await readSiteComments(reading, request);
    return { kind };
  }
  const page = await readPageAt(reading, pageOf(lookup) ?? lookup, request);
  if (page === undefined) return undefined;
  const post = toPost(page.facts, reading.site);
  if (kind === "post") return { kind, post };
  const comment = await findComment(reading, page, lookup, request);
  if (comment !== undefined) return { kind: "comment", comment, post };
  // A fragment without a number is more likely a heading than a comment that has left the feeds.
  return kind === "comment" || /\d/.test(placeOn(lookup)) ? undefined : { kind: "post", post };
}

async function findComment(
  reading: Reading,
  page: ReadPage,
  address: string,
  request: RequestOptions,
): Promise<Comment | undefined> {
  const key = placeKey(address);
  const isSought = ({ path }: Comment) => placeKey(path) === key;
  const onPage = await readPageComments(reading, page, request);
  return onPage.find(isSought) ?? (await readSiteComments(reading, request)).find(isSought);
}

/** Reads the page at an address, or the page whose comments the feed at that address lists. */
async function readPageAt(
  { documents, pages, ids }: Reading,
  address: string,
  request: RequestOptions,
): Promise<ReadPage | undefined> {
  const document = await documents.read(address, request);
  if (document === undefined) return undefined;
  const own = document.kind === "feed" ? pageOf(document.feed.link ?? "") : undefined;
  if (own !== undefined && pages.isOwn(own)) return await pages.read(await ids.notePage(own), own, request);
  const at = pageOf(document.at) ?? document.at;
  return { facts: pages.describe(await ids.notePage(at), document), document };
}
