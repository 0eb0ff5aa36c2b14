import type { Comment } from "../../forum/comment.ts";
import type { Thread } from "../../forum/post.ts";
import { type Reference, referenceId } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { RequestOptions } from "../source.ts";
import type { RawComment } from "./answers.ts";
import type { Ask } from "./ask.ts";
import { toComment } from "./convert-comment.ts";
import { toPost, toWikiPage } from "./convert-post.ts";
import { descendants } from "./descendants.ts";
import { firstPage, isCut, readOn, type Terms } from "./lists.ts";
import {
  readComments,
  readDiscussion,
  readSubtree as readSubtreeOperation,
  readThread,
} from "./operations.ts";
import { placed } from "./placed.ts";

/** One request for a post with its comments and its answers with theirs, as long as none of the lists is cut. */
export async function readPostThread(
  { site, ask }: { readonly site: Site; readonly ask: Ask },
  post: Reference<"post">,
  request: RequestOptions,
): Promise<Thread | undefined> {
  const id = referenceId(post);
  // The views of a post's comments leave out answers and all that is below them.
  const commentTerms = { view: "postCommentsOld", postId: id };
  const answerTerms = { view: "answersAndReplies", postId: id };
  const answer = await ask(
    readThread,
    { id, commentTerms: firstPage(commentTerms), answerTerms: firstPage(answerTerms) },
    request,
  );
  if (answer.post === undefined) return undefined;
  const found = toPost(answer.post, site);
  if (found.visibility === "hidden") return undefined;
  const listed = answer.comments.results.length + answer.answers.results.length;
  const complete = (first: readonly RawComment[], terms: Terms) =>
    isCut(first.length, listed, found.commentCount)
      ? readRest({ site, ask }, first, { terms, request })
      : first;
  const comments = [
    ...(await complete(answer.comments.results, commentTerms)),
    ...(await complete(answer.answers.results, answerTerms)),
  ];
  return { post: found, comments: toComments(comments, site) };
}

export async function readTagThread(
  { site, ask }: { readonly site: Site; readonly ask: Ask },
  tag: Reference<"tag">,
  request: RequestOptions,
): Promise<Thread | undefined> {
  const id = referenceId(tag);
  const terms = { view: "tagDiscussionComments", tagId: id };
  const answer = await ask(readDiscussion, { id, commentTerms: firstPage(terms) }, request);
  if (answer.tag === undefined || answer.tag.deleted) return undefined;
  const first = answer.comments.results;
  const all = isCut(first.length, 0, 0) ? await readRest({ site, ask }, first, { terms, request }) : first;
  const comments = toComments(all, site);
  return { post: toWikiPage(answer.tag, site, comments.length), comments };
}

/** One request for a comment that stands at the top, two for one further down, and one for each parent that is in no list. */
export async function readSubtree(
  { site, ask }: { readonly site: Site; readonly ask: Ask },
  comment: Reference<"comment">,
  request: RequestOptions,
): Promise<readonly Comment[] | undefined> {
  const id = referenceId(comment);
  const termsBelow = (rootId: string) => ({ view: "repliesToCommentThread", topLevelCommentId: rootId });
  const listedTerms = { commentIds: [id], limit: 1 };
  const answer = await ask(
    readSubtreeOperation,
    { id, listedTerms, replyTerms: firstPage(termsBelow(id)) },
    request,
  );
  const top = answer.comment && placed(answer.comment, site, answer.listed.results.length > 0);
  if (answer.comment === undefined || top === undefined || top.visibility === "hidden") return undefined;
  const rootId = answer.comment.topLevelCommentId;
  const terms = termsBelow(rootId ?? id);
  const first =
    rootId === null
      ? answer.replies.results
      : (await ask(readComments, { commentTerms: firstPage(terms) }, request)).comments.results;
  const all = isCut(first.length, 0, 0) ? await readRest({ site, ask }, first, { terms, request }) : first;
  const below = rootId === null ? all : await descendants({ site, ask }, all, { topId: id, rootId }, request);
  return [top, ...toComments(below, site).filter((reply) => reply.reference !== comment)];
}

function readRest(
  { site, ask }: { readonly site: Site; readonly ask: Ask },
  first: readonly RawComment[],
  { terms, request }: { readonly terms: Terms; readonly request: RequestOptions },
): Promise<readonly RawComment[]> {
  return readOn(first, terms, {
    site: site.name,
    readPage: async (pageTerms) =>
      (await ask(readComments, { commentTerms: pageTerms }, request)).comments.results,
  });
}

function toComments(raw: readonly RawComment[], site: Site): readonly Comment[] {
  return raw
    .flatMap((comment) => toComment(comment, site, { isListed: true }) ?? [])
    .filter((comment) => comment.visibility !== "hidden");
}
