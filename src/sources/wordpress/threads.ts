import type { Comment } from "../../forum/comment.ts";
import type { Thread } from "../../forum/post.ts";
import { type Reference, referenceId } from "../../forum/reference.ts";
import type { RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import type { Reading } from "./ask.ts";
import { askForList, type List, longestPage } from "./ask-for-list.ts";
import { unreadableIn } from "./batch.ts";
import { toComment } from "./convert-comment.ts";
import { readPost } from "./read-post.ts";
import { commentFields, type RawComment, rawComment } from "./records.ts";
import { reasonOf, refusal } from "./refusals.ts";

/** The most pages to read: twenty thousand comments. */
const mostPages = 200;

/**
 * Reads a post and all its comments, a hundred with each request. `undefined` if visitors may see neither.
 * @throws {SourceError} `too-many` if the thread has more pages than anyone would read
 */
export async function readThread(
  reading: Reading,
  thread: Reference<"post" | "tag">,
  request: RequestOptions,
): Promise<Thread | undefined> {
  const { site } = reading;
  const post = await readPost(reading, Number(referenceId(thread)), request);
  if (post?.visibility === "hidden") return undefined;
  const comments = new Map<string, Comment>();
  const unreadable: Reference<"comment">[] = [];
  for (let page = 1; ; page += 1) {
    const list = await readPage(reading, thread, page, request);
    if (list === undefined) return undefined;
    for (const raw of list.records) {
      const comment = toComment(raw, site);
      if (comment !== undefined) comments.set(comment.reference, comment);
    }
    unreadable.push(...unreadableIn(list, site));
    // A plug-in may give posts of other kinds comments, and show them although it shows no post.
    if (post === undefined && comments.size === 0) return undefined;
    if (list.isLast)
      return {
        post: post && { ...post, commentCount: comments.size },
        comments: [...comments.values()],
        completeness: { kind: "complete" },
        unreadable,
        isCountedEmpty: list.total === 0,
      };
    if (Math.max(page, list.pages ?? 0) >= mostPages) throw tooMany(reading);
  }
}

/** `undefined` if visitors may not see them. */
async function readPage(
  reading: Reading,
  thread: Reference<"post" | "tag">,
  page: number,
  request: RequestOptions,
): Promise<List<RawComment> | undefined> {
  const query = {
    post: referenceId(thread),
    per_page: longestPage,
    orderby: "id",
    order: "asc",
    _fields: commentFields,
  };
  const list = await askForList(reading, { route: "comments", query, shape: rawComment, page }, request);
  if (list.kind === "listed") return list;
  if (reasonOf(list) === "not-public") return undefined;
  throw refusal(reading.site, `the comments of ${thread}`, list, "record-refused");
}

function tooMany({ site: { name: site } }: Reading): SourceError {
  return new SourceError(`a thread on ${site} is too long to read`, {
    site,
    fault: "too-many",
    retryable: false,
  });
}
