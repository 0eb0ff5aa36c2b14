import { referenceId } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { Found, RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import type { Ask } from "./ask.ts";
import { toAuthor } from "./convert-author.ts";
import { tagPath, toPost, toSequence, toTag, toWikiPage } from "./convert-post.ts";
import { type Identified, longestList, orders, placesOf, type Terms } from "./lists.ts";
import * as operations from "./operations.ts";
import { placed, threadOf } from "./placed.ts";
import type { RawList, RawPlacedComment, RawPost } from "./records.ts";
import type { Address } from "./urls.ts";
import { commentVisibility } from "./visibility.ts";

interface Finding {
  readonly site: Site;
  readonly ask: Ask;
}

/**
 * Asks the site for the target of an address; `undefined` if it does not exist or visitors cannot see it.
 * @throws {SourceError} `not-public` when the site says that it exists, but not for visitors
 */
export async function find(
  finding: Finding,
  address: Address,
  request: RequestOptions,
): Promise<Found | undefined> {
  switch (address.kind) {
    case "post":
      return await findPost(finding, address, request);
    case "comment":
      return await findComment(finding, address, request);
    case "user":
      return await findUser(finding, address.slug, request);
    case "sequence":
      return await findSequence(finding, address.id, request);
    case "tag":
    case "discussion":
      return await findTag(finding, address, request);
    case "item":
      return await findItem(finding, address.number, request);
    case "site":
      return { kind: "site" };
  }
}

async function findPost(
  { site, ask }: Finding,
  { by, value }: Extract<Address, { kind: "post" }>,
  request: RequestOptions,
): Promise<Found | undefined> {
  const askFor = async (posts: Terms) =>
    firstOf((await ask(operations.findPosts, { posts }, request)).posts, site);
  const raw =
    by === "id"
      ? (await ask(operations.readPost, { id: value }, request)).post
      : by === "legacyId"
        ? await askFor({ view: "legacyIdPost", legacyId: value })
        : ((await askFor({ view: "slugPost", slug: value })) ??
          (await askForUnlisted({ site, ask }, value, request)));
  const post = raw && toPost(raw, site);
  if (post === undefined) return undefined;
  if (post.visibility !== "visible") throw notPublic(site, "the post");
  const postId = referenceId(post.reference);
  const commentCount = await countVisible({ site, ask }, request, {
    commentTerms: { view: "postCommentsOld", postId },
    answerTerms: { view: "answersAndReplies", postId },
  });
  return { kind: "post", post: { ...post, commentCount } };
}

/** Matches the server's title for a quick-takes page. */
const quickTakesSlug = /(?:-?s)?-(?:shortform|quick-takes)(?:-\d+)?$/;

/**
 * The view by slug leaves out unlisted posts, which another view lists, and quick-takes pages, which are found through their
 * authors.
 */
async function askForUnlisted(
  { ask }: Finding,
  slug: string,
  request: RequestOptions,
): Promise<RawPost | undefined> {
  const variables = {
    unlisted: { view: "unlisted", limit: longestList, orderBy: orders.newest },
    users: { view: "usersProfile", slug: slug.replace(quickTakesSlug, ""), limit: 10 },
  };
  const { unlisted, users } = await ask(operations.findUnlisted, variables, request);
  const ids = [
    ...unlisted.results.filter((post) => post.slug === slug).map(({ _id }) => _id),
    ...(quickTakesSlug.test(slug) ? users.results.flatMap((user) => user.shortformFeedId ?? []) : []),
  ];
  for (const id of ids) {
    const { post } = await ask(operations.readPost, { id }, request);
    if (post?.slug === slug) return post;
  }
  return undefined;
}

async function findComment(
  finding: Finding,
  address: Extract<Address, { kind: "comment" }>,
  request: RequestOptions,
): Promise<Found | undefined> {
  const { site } = finding;
  const { raw, isListed } =
    address.by === "id"
      ? await askForComment(finding, address.value, request)
      : { raw: await askForLegacyComment(finding, address.value, request), isListed: true };
  const comment = raw && placed(raw, site, isListed);
  if (raw === undefined || comment === undefined) return undefined;
  if (raw.postId !== null && raw.post === null) throw notPublic(site, "the post that the comment stands on");
  if (comment.visibility === "hidden") return undefined;
  return { kind: "comment", comment, post: threadOf(raw, site) };
}

function notPublic(site: Site, record: string): SourceError {
  const message = `${site.name} does not show visitors ${record}`;
  return new SourceError(message, { site: site.name, fault: "not-public", retryable: false });
}

export async function askForComment(
  { site, ask }: Finding,
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

/**
 * Returns the first record of a list.
 * @throws {SourceError} if that record cannot be read
 */
function firstOf<T>({ results, unreadable: left }: RawList<T>, site: Site): T | undefined {
  if (results.length === 0 && left.length > 0) throw unreadable(site);
  return results[0];
}

function unreadable({ name }: Site): SourceError {
  const message = `${name} has what was asked for, but not in a form that can be read`;
  return new SourceError(message, { site: name, fault: "malformed", retryable: true });
}

async function askForLegacyComment({ site, ask }: Finding, legacyId: string, request: RequestOptions) {
  const comments = { view: "legacyIdComment", legacyId };
  return firstOf((await ask(operations.readPlacedComments, { comments }, request)).comments, site);
}

/**
 * The server cannot find a record by its number, so all of them are listed. Numbers were abandoned years ago, and only a few
 * thousand records have one.
 */
async function findItem(
  finding: Finding,
  number: string,
  request: RequestOptions,
): Promise<Found | undefined> {
  const terms = { limit: longestList, orderBy: { agentFoundationsId: -1 } };
  const variables = { posts: { view: "new", ...terms }, comments: terms };
  const { posts, comments } = await finding.ask(operations.findItems, variables, request);
  const hasNumber = (item: { readonly agentFoundationsId: string | null }) =>
    item.agentFoundationsId === number;
  const post = posts.results.find(hasNumber);
  if (post !== undefined)
    return await findPost(finding, { kind: "post", by: "id", value: post._id }, request);
  const comment = comments.results.find(hasNumber);
  if (comment === undefined) return undefined;
  return await findComment(finding, { kind: "comment", by: "id", value: comment._id }, request);
}

/** An abandoned slug may belong to someone else by now, so its present owner goes first. */
async function findUser(
  { site, ask }: Finding,
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
  { site, ask }: Finding,
  id: string,
  request: RequestOptions,
): Promise<Found | undefined> {
  const { sequence } = await ask(operations.readSequence, { id }, request);
  if (sequence === undefined || sequence.draft || sequence.isDeleted) return undefined;
  return { kind: "sequence", sequence: toSequence(sequence, site) };
}

async function findTag(
  { site, ask }: Finding,
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

/** Counts the comments that a visitor sees, as a reading of the thread would; `undefined` if one answer does not hold them. */
async function countVisible(
  { site, ask }: Finding,
  request: RequestOptions,
  { commentTerms, answerTerms }: { readonly commentTerms: Terms; readonly answerTerms?: Terms },
): Promise<number | undefined> {
  const limit = longestList;
  const none = { commentIds: [], limit: 1 };
  const variables = {
    comments: { ...commentTerms, limit },
    answers: answerTerms === undefined ? none : { ...answerTerms, limit },
  };
  const { comments, answers } = await ask(operations.countComments, variables, request);
  const listed = answerTerms === undefined ? [comments] : [comments, answers];
  // A round number is the best available sign of a list that was cut short.
  if (listed.some((list) => placesOf(list) > 0 && placesOf(list) % 500 === 0)) return undefined;
  const facts = { database: site.database, isListed: true };
  return listed
    .flatMap(({ results }) => results)
    .filter((comment) => commentVisibility(comment, facts) === "visible").length;
}
