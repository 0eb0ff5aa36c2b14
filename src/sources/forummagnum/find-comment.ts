import type { Site } from "../../forum/site.ts";
import type { Found, RequestOptions } from "../source.ts";
import type { Address } from "./address.ts";
import type { Reading } from "./ask.ts";
import { firstOf, type Identified } from "./lists.ts";
import * as operations from "./operations.ts";
import { placed, threadOf } from "./placed.ts";
import { notPublic, unreadable } from "./record-errors.ts";
import type { RawList, RawPlacedComment } from "./records.ts";

export async function findComment(
  reading: Reading,
  address: Extract<Address, { kind: "comment" }>,
  request: RequestOptions,
): Promise<Found | undefined> {
  const { site } = reading;
  const { raw, isListed } =
    address.by === "id"
      ? await askForComment(reading, address.value, request)
      : { raw: await askForLegacyComment(reading, address.value, request), isListed: true };
  const comment = raw && placed(raw, site, isListed);
  if (raw === undefined || comment === undefined) return undefined;
  if (raw.postId !== null && raw.post === null) throw notPublic(site, "the comment's post");
  if (comment.visibility === "hidden") return undefined;
  return { kind: "comment", comment, post: threadOf(raw, site) };
}

export async function askForComment(
  { site, ask }: Reading,
  id: string,
  request: RequestOptions,
): Promise<{ readonly raw: RawPlacedComment | undefined; readonly isListed: boolean }> {
  const listed = { commentIds: [id], limit: 1 };
  const answer = await ask(operations.readComment, { id, listed }, request);
  return { raw: answer.comment, isListed: isListedAs(id, answer.comment, answer.listed, site) };
}

/**
 * Returns whether the site's lists show a comment that was requested by its id.
 * @throws {SourceError} if they do although the site did not return it: it exists but cannot be read
 */
export function isListedAs(
  id: string,
  comment: RawPlacedComment | undefined,
  listed: RawList<Identified>,
  site: Site,
): boolean {
  const isListed = listed.results.some((entry) => entry._id === id);
  if (isListed && comment === undefined) throw unreadable(site);
  return isListed;
}

async function askForLegacyComment({ site, ask }: Reading, legacyId: string, request: RequestOptions) {
  const comments = { view: "legacyIdComment", legacyId };
  return firstOf((await ask(operations.readPlacedComments, { comments }, request)).comments, site);
}
