import type { RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import type { LemmyApi, ListPage } from "./lemmy-api.ts";
import { type CommentView, commentViewShape, postViewShape } from "./records.ts";

export const commentList = {
  paths: { 3: "/comment/list", 4: "/comment/list" },
  name: "comments",
  shape: commentViewShape,
} as const;

export const postList = {
  paths: { 3: "/post/list", 4: "/post/list" },
  name: "posts",
  shape: postViewShape,
} as const;

/** Longer threads than this would take the instance's whole allowance for minutes. */
const mostPages = 280;

/**
 * Reads all comments of a post or below a comment, oldest first. Never asks for a tree: an instance cuts trees at 300 comments.
 * https://github.com/LemmyNet/lemmy/issues/3585
 * @throws {SourceError} `too-many` if there are more than 14,000
 */
export async function readAllComments(
  api: LemmyApi,
  site: string,
  of: { readonly post_id: string } | { readonly parent_id: string },
  request: RequestOptions,
): Promise<Omit<ListPage<CommentView>, "next"> | undefined> {
  const query = { ...of, type_: await api.spelled("All", request), sort: await api.spelled("Old", request) };
  const records = new Map<number, CommentView>();
  const unreadable = new Set<number>();
  let page: string | undefined;
  for (let count = 0; count < mostPages; count += 1) {
    const read = await api.list(commentList, query, page, request);
    if (read === undefined) return undefined;
    for (const view of read.records) records.set(view.comment.id, view);
    for (const id of read.unreadable) unreadable.add(id);
    if (read.next === undefined) return { records: [...records.values()], unreadable: [...unreadable] };
    page = read.next;
  }
  throw new SourceError("the thread is too long", { site, fault: "too-many", retryable: false });
}
