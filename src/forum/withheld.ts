import { noBody } from "./body.ts";
import type { Comment } from "./comment.ts";
import type { Post } from "./post.ts";
import type { Reference } from "./reference.ts";

export type IsOptedOut = (author: Reference<"user">) => boolean;

/** Keeps only the place of a comment whose author opted out. Fields that only older versions of the bot stored go too. */
export function withheldComment(comment: Comment): Comment {
  const { reference, thread, parent, root, postedAtMs, position, editedAtMs, path, parentPath } = comment;
  const { isAnswer, isQuickTake, shownOn } = comment;
  return {
    ...{ reference, thread, parent, root, postedAtMs, position, editedAtMs, path, parentPath },
    ...{ isAnswer, isQuickTake, shownOn },
    author: undefined,
    body: noBody,
    revision: "",
    scores: {},
    agreement: undefined,
    reactions: [],
    visibility: "withheld",
    isRetracted: false,
    isPinned: false,
  };
}

/** Keeps only the place of a post whose author opted out, without the words of the title in its address. */
export function withheldPost(post: Post): Post {
  const { reference, postedAtMs, editedAtMs, commentCount, tags, isQuickTakesPage, isClosed, plainPath } =
    post;
  return {
    ...{ reference, postedAtMs, editedAtMs, commentCount, tags, isQuickTakesPage, isClosed },
    title: "",
    author: undefined,
    coauthors: [],
    opening: noBody,
    scores: {},
    visibility: "withheld",
    path: plainPath,
    plainPath,
  };
}

export function isCommentBy({ author }: Pick<Comment, "author">, isOptedOut: IsOptedOut): boolean {
  return author !== undefined && isOptedOut(author.reference);
}

/** Returns whether an author wrote a post. A post by several authors is withheld for each of them. */
export function isPostBy(
  { author, coauthors }: Pick<Post, "author" | "coauthors">,
  isOptedOut: IsOptedOut,
): boolean {
  return [author, ...coauthors].some((one) => one !== undefined && isOptedOut(one.reference));
}
