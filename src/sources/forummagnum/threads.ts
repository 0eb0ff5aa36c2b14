import type { Post, Thread } from "../../forum/post.ts";
import { formatReference, type Reference, referenceId } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { RequestOptions, Subtree } from "../source.ts";
import type { Reading } from "./ask.ts";
import { toComment } from "./convert-comment.ts";
import { toPost, toWikiPage } from "./convert-post.ts";
import { descendants } from "./descendants.ts";
import { isListedAs } from "./find-comment.ts";
import { farEnd, firstPage, type Identified, readWhole, type Terms } from "./lists.ts";
import {
  readComments,
  readDiscussion,
  readSubtree as readSubtreeOperation,
  readThread,
} from "./operations.ts";
import { placed } from "./placed.ts";
import type { RawComment, RawList } from "./records.ts";

/** The beginning of a list of comments. */
interface Beginning {
  readonly first: RawList<RawComment>;
  readonly end: RawList<Identified>;
  readonly terms: Terms;
}

type ReadComments = Pick<Thread, "comments" | "unreadable">;

/** Reads a post with its comments, and its answers with their comments, with one request as long as one answer holds them. */
export async function readPostThread(
  reading: Reading,
  post: Reference<"post">,
  request: RequestOptions,
): Promise<Thread | undefined> {
  const { site, ask } = reading;
  const id = referenceId(post);
  // The views of a post's comments leave out answers and everything below them.
  const commentTerms = { view: "postCommentsOld", postId: id };
  const answerTerms = { view: "answersAndReplies", postId: id };
  const { post: raw, ...answer } = await ask(
    readThread,
    {
      id,
      comments: firstPage(commentTerms),
      commentEnd: farEnd(commentTerms),
      answers: firstPage(answerTerms),
      answerEnd: farEnd(answerTerms),
    },
    request,
  );
  if (raw === null) return undefined;
  const found = raw && toPost(raw, site);
  if (found?.visibility === "hidden") return undefined;
  const lists = [
    await readRest(reading, { first: answer.comments, end: answer.commentEnd, terms: commentTerms }, request),
    await readRest(reading, { first: answer.answers, end: answer.answerEnd, terms: answerTerms }, request),
  ];
  return counted(found, toThread(lists, site), raw?.commentCount === 0);
}

export async function readTagThread(
  reading: Reading,
  tag: Reference<"tag">,
  request: RequestOptions,
): Promise<Thread | undefined> {
  const { site, ask } = reading;
  const id = referenceId(tag);
  const terms = { view: "tagDiscussionComments", tagId: id };
  const {
    tag: raw,
    comments: first,
    end,
  } = await ask(readDiscussion, { id, comments: firstPage(terms), end: farEnd(terms) }, request);
  if (raw === null || raw?.deleted) return undefined;
  const read = toThread([await readRest(reading, { first, end, terms }, request)], site);
  // Only the list itself shows how many comments the discussion of a wiki page has.
  return counted(raw && toWikiPage(raw, site), read, false);
}

/** Takes one request for a top-level comment, two for a deeper one, and one for each unlisted parent. */
export async function readSubtree(
  reading: Reading,
  comment: Reference<"comment">,
  request: RequestOptions,
): Promise<Subtree | undefined> {
  const { site, ask } = reading;
  const id = referenceId(comment);
  const termsBelow = (rootId: string) => ({ view: "repliesToCommentThread", topLevelCommentId: rootId });
  const listed = { commentIds: [id], limit: 1 };
  const own = termsBelow(id);
  const answer = await ask(
    readSubtreeOperation,
    { id, listed, replies: firstPage(own), end: farEnd(own) },
    request,
  );
  const isListed = isListedAs(id, answer.comment, answer.listed, site);
  const top = answer.comment && placed(answer.comment, site, isListed);
  if (answer.comment === undefined || top === undefined || top.visibility === "hidden") return undefined;
  const rootId = answer.comment.topLevelCommentId;
  const terms = termsBelow(rootId ?? id);
  const { comments: first, end } =
    rootId === null
      ? { comments: answer.replies, end: answer.end }
      : await ask(readComments, { comments: firstPage(terms), end: farEnd(terms) }, request);
  const { results: all, unreadable: left } = await readRest(reading, { first, end, terms }, request);
  const replies = rootId === null ? all : await descendants(reading, all, { topId: id, rootId }, request);
  const { comments, unreadable } = toThread([{ results: replies, unreadable: left }], site);
  const below = comments.filter((reply) => reply.reference !== comment);
  return { comments: [top, ...below], completeness: { kind: "complete" }, unreadable };
}

function readRest(
  { site, ask }: Reading,
  beginning: Beginning,
  request: RequestOptions,
): Promise<RawList<RawComment>> {
  return readWhole({
    site: site.name,
    ...beginning,
    readPage: async (comments) => {
      const end = { ...farEnd(beginning.terms), limit: 1 };
      return (await ask(readComments, { comments, end }, request)).comments;
    },
  });
}

function counted(post: Post | undefined, read: ReadComments, isCountedEmpty: boolean): Thread {
  const commentCount = read.comments.filter(({ visibility }) => visibility === "visible").length;
  return {
    ...read,
    post: post && { ...post, commentCount },
    completeness: { kind: "complete" },
    isCountedEmpty,
  };
}

function toThread(lists: readonly RawList<RawComment>[], site: Site): ReadComments {
  return {
    comments: lists
      .flatMap(({ results }) => results)
      .flatMap((comment) => toComment(comment, site, { isListed: true }) ?? [])
      .filter((comment) => comment.visibility !== "hidden"),
    unreadable: lists
      .flatMap(({ unreadable }) => unreadable)
      .map((id) => formatReference(site.database, "comment", id)),
  };
}
