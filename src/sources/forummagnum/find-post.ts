import { referenceId } from "../../forum/reference.ts";
import type { Found, RequestOptions } from "../source.ts";
import type { Address } from "./address.ts";
import type { Reading } from "./ask.ts";
import { toPost } from "./convert-post.ts";
import { countVisible } from "./count-visible.ts";
import { firstOf, longestList, orders, type Terms } from "./lists.ts";
import * as operations from "./operations.ts";
import { notPublic } from "./record-errors.ts";
import type { RawPost } from "./records.ts";

/** Matches the server's title for a quick-takes page. */
const quickTakesSlug = /(?:-?s)?-(?:shortform|quick-takes)(?:-\d+)?$/;

export async function findPost(
  { site, ask }: Reading,
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

/**
 * The view by slug leaves out unlisted posts, which another view lists, and quick-takes pages, which are found through their
 * authors.
 */
async function askForUnlisted(
  { ask }: Reading,
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
