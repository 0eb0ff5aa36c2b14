import { formatReference, referenceId } from "../../forum/reference.ts";
import type { Found, RequestOptions } from "../source.ts";
import type { FoundAddress, ListKind } from "./address.ts";
import type { Reading } from "./ask.ts";
import { askForPublicList } from "./ask-for-list.ts";
import { postAuthor } from "./convert-author.ts";
import { listPage, toTag } from "./convert-post.ts";
import { findNamed, type Named } from "./find-named.ts";
import { authorList } from "./list-reference.ts";
import { pathOf } from "./paths.ts";
import { readComment } from "./read-comment.ts";
import { readPost } from "./read-post.ts";
import { rawIdentified, rawTerm, rawUser } from "./records.ts";
import { notShown } from "./refusals.ts";

/**
 * Asks the blog for the target of an address; `undefined` if there is none.
 * @throws {SourceError} `not-public` if the blog says that it exists, but not for visitors
 */
export async function find(
  reading: Reading,
  address: FoundAddress,
  request: RequestOptions,
): Promise<Found | undefined> {
  switch (address.kind) {
    case "post":
      return await findPost(reading, address.id, request);
    case "comment":
      return await findComment(reading, address.id, request);
    case "list":
      return address.of === "author"
        ? await findUser(reading, address, request)
        : await findTag(reading, address, address.of, request);
    case "site":
      return { kind: "site" };
  }
}

async function findPost(reading: Reading, id: number, request: RequestOptions): Promise<Found | undefined> {
  const post = await readPost(reading, id, request);
  if (post === undefined) return undefined;
  if (post.visibility !== "visible") throw notShown(reading.site, "the post");
  const query = { post: id, per_page: 1, _fields: "id" };
  const asked = { route: "comments", query, shape: rawIdentified };
  const { total: commentCount } = await askForPublicList(reading, asked, request);
  return { kind: "post", post: { ...post, commentCount } };
}

async function findComment(
  reading: Reading,
  id: number,
  request: RequestOptions,
): Promise<Found | undefined> {
  const { database } = reading.site;
  const comment = await readComment(reading, formatReference(database, "comment", String(id)), request);
  if (comment === "not-public") throw notShown(reading.site, "the comment");
  if (typeof comment === "string") return undefined;
  return {
    kind: "comment",
    comment,
    post: await readPost(reading, Number(referenceId(comment.thread)), request),
  };
}

async function findUser(reading: Reading, named: Named, request: RequestOptions): Promise<Found | undefined> {
  const user = await findNamed(reading, { route: "users", shape: rawUser }, named, request);
  if (user === undefined) return undefined;
  const posts = { reference: authorList(reading.site, user.id), slug: user.slug, name: user.name };
  return { kind: "user", user: postAuthor(user, reading.site), posts };
}

async function findTag(
  reading: Reading,
  named: Named,
  route: Exclude<ListKind, "author">,
  request: RequestOptions,
): Promise<Found | undefined> {
  const term = await findNamed(reading, { route, shape: rawTerm }, named, request);
  const tag = term && toTag(term, reading.site);
  if (tag === undefined) return undefined;
  const path = pathOf(reading.site, term?.link ?? "", "/");
  return { kind: "tag", tag, path, post: listPage(reading.site, tag, path) };
}
