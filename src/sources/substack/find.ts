import type { Found, RequestOptions } from "../source.ts";
import type { Address } from "./address.ts";
import { toPost } from "./convert-post.ts";
import { notPublic, refused } from "./publication.ts";
import { readCommentOn } from "./read-comment.ts";
import { readPostAt } from "./read-post.ts";
import type { Reading } from "./reading.ts";
import { isPublic } from "./state.ts";

/**
 * Asks the publication for the target of an address; `undefined` if there is none.
 * @throws {SourceError} `not-public` for what visitors do not see, `record-refused` for a comment that may be among those not served
 */
export async function find(
  reading: Reading,
  address: Address,
  request: RequestOptions,
): Promise<Found | undefined> {
  const { site } = reading;
  if (address.kind === "site") return { kind: "site" };
  const raw = await readPostAt(reading, address.slug, request);
  if (raw === undefined) return undefined;
  if (!isPublic(raw)) throw notPublic(site, "the post");
  const post = { ...toPost(raw, site), commentCount: raw.comment_count ?? undefined };
  if (address.kind === "post") return { kind: "post", post };
  const comment = await readCommentOn(reading, { post: raw, id: address.id }, request);
  if (comment === "not-public") throw notPublic(site, "the comment");
  if (comment === "unknown") throw refused(site, "all comments on the post");
  return comment === "gone" ? undefined : { kind: "comment", comment, post };
}
