import type { Found, RequestOptions } from "../source.ts";
import type { Address } from "./address.ts";
import type { Reading } from "./ask.ts";
import { toAuthor } from "./convert-author.ts";
import { tagPath, toSequence, toTag, toWikiPage } from "./convert-post.ts";
import { countVisible } from "./count-visible.ts";
import { findComment } from "./find-comment.ts";
import { findPost } from "./find-post.ts";
import { firstOf, longestList } from "./lists.ts";
import * as operations from "./operations.ts";

/**
 * Asks the site for the target of an address; `undefined` if it does not exist or visitors cannot see it.
 * @throws {SourceError} `not-public` when the site says that it exists, but not for visitors
 */
export async function find(
  reading: Reading,
  address: Address,
  request: RequestOptions,
): Promise<Found | undefined> {
  switch (address.kind) {
    case "post":
      return await findPost(reading, address, request);
    case "comment":
      return await findComment(reading, address, request);
    case "user":
      return await findUser(reading, address.slug, request);
    case "sequence":
      return await findSequence(reading, address.id, request);
    case "tag":
    case "discussion":
      return await findTag(reading, address, request);
    case "item":
      return await findItem(reading, address.number, request);
    case "site":
      return { kind: "site" };
  }
}

/**
 * The server cannot find a record by its number, so all of them are listed. Numbers were abandoned years ago, and only a few
 * thousand records have one.
 */
async function findItem(
  reading: Reading,
  number: string,
  request: RequestOptions,
): Promise<Found | undefined> {
  const terms = { limit: longestList, orderBy: { agentFoundationsId: -1 } };
  const variables = { posts: { view: "new", ...terms }, comments: terms };
  const { posts, comments } = await reading.ask(operations.findItems, variables, request);
  const hasNumber = (item: { readonly agentFoundationsId: string | null }) =>
    item.agentFoundationsId === number;
  const post = posts.results.find(hasNumber);
  if (post !== undefined)
    return await findPost(reading, { kind: "post", by: "id", value: post._id }, request);
  const comment = comments.results.find(hasNumber);
  if (comment === undefined) return undefined;
  return await findComment(reading, { kind: "comment", by: "id", value: comment._id }, request);
}

/** An abandoned slug may belong to someone else by now, so its present owner goes first. */
async function findUser(
  { site, ask }: Reading,
  slug: string,
  request: RequestOptions,
): Promise<Found | undefined> {
  const terms = { view: "usersProfile", slug, limit: 10 };
  const { users } = await ask(operations.findUsers, { users: terms }, request);
  const account = users.results.find((user) => user.slug === slug) ?? firstOf(users, site);
  const user = account && toAuthor(account, site.database);
  return user && { kind: "user", user };
}

async function findSequence(
  { site, ask }: Reading,
  id: string,
  request: RequestOptions,
): Promise<Found | undefined> {
  const { sequence } = await ask(operations.readSequence, { id }, request);
  if (sequence === undefined || sequence.draft || sequence.isDeleted) return undefined;
  return { kind: "sequence", sequence: toSequence(sequence, site) };
}

async function findTag(
  { site, ask }: Reading,
  { kind, slug }: Extract<Address, { kind: "tag" | "discussion" }>,
  request: RequestOptions,
): Promise<Found | undefined> {
  const terms = { view: "tagBySlug", slug, limit: 10 };
  const { tags } = await ask(operations.findTags, { tags: terms }, request);
  firstOf(tags, site);
  const shown = tags.results.filter((tag) => !tag.deleted);
  const raw = shown.find((tag) => tag.slug === slug) ?? shown[0];
  if (raw === undefined) return undefined;
  const tag = toTag(raw, site.database);
  if (kind === "tag") return { kind, tag, path: tagPath(raw, site), post: toWikiPage(raw, site) };
  const commentTerms = { view: "tagDiscussionComments", tagId: raw._id };
  const commentCount = await countVisible({ site, ask }, request, { commentTerms });
  return { kind, tag, post: { ...toWikiPage(raw, site), commentCount } };
}
