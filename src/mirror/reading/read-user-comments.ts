import type { Comment } from "../../forum/comment.ts";
import type { Reference } from "../../forum/reference.ts";
import { able } from "../../sources/able.ts";
import type { CommentPage, RequestOptions, Source } from "../../sources/source.ts";
import type { MirrorContext } from "../context.ts";

const pageLength = 100;

export interface UserReading {
  readonly user: Reference<"user">;
  /** Number to ask for at first. Further pages are as long as the site allows. */
  readonly firstLength: number;
  /** Returns whether to stop after a page, given its comments and all comments read. */
  readonly isEnough: (page: readonly Comment[], read: readonly Comment[]) => boolean;
}

/**
 * Reads as many of a user's comments as wanted, newest first. The caller archives them; what comes with them, such as the comments
 * that they answer, is archived here. `isWhole`: there are no older ones.
 */
export async function readUserComments(
  { archive }: Pick<MirrorContext, "archive">,
  source: Source,
  { user, firstLength, isEnough }: UserReading,
  options: RequestOptions,
): Promise<Pick<CommentPage, "comments" | "unreadable"> & { readonly isWhole: boolean }> {
  const comments: Comment[] = [];
  const parents: Comment[] = [];
  const unreadable: Reference<"comment">[] = [];
  let limit = Math.min(pageLength, Math.max(1, firstLength));
  let after: string | undefined;
  do {
    const from = after === undefined ? {} : { after };
    const page = await able(source, "readCommentsByUser")(user, { ...options, limit, ...from });
    await archive.posts.put(page.threads);
    comments.push(...page.comments);
    parents.push(...page.parents);
    unreadable.push(...page.unreadable);
    after = page.next;
    limit = pageLength;
    if (isEnough(page.comments, comments)) break;
  } while (after !== undefined);
  const own = new Set(comments.map(({ reference }) => reference));
  await archive.comments.put(parents.filter(({ reference }) => !own.has(reference)));
  const author = comments.find((comment) => comment.author?.reference === user)?.author;
  if (author !== undefined) await archive.users.put([author]);
  return { comments, unreadable, isWhole: after === undefined };
}
