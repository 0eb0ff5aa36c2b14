import { noBody } from "./body.ts";
import type { Comment } from "./comment.ts";
import type { Post } from "./post.ts";
import type { Reference } from "./reference.ts";

/** Whether an author wants none of their words here. */
export type IsOptedOut = (author: Reference<"user">) => boolean;

/** Keeps of a comment whose author opted out only where it stands. Fields that only older versions of the bot stored go too. */
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

/** The same of a post; its address goes without the words of the title. */
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

/** A post of several authors is withheld for each of them. */
export function isPostBy(
  { author, coauthors }: Pick<Post, "author" | "coauthors">,
  isOptedOut: IsOptedOut,
): boolean {
  return [author, ...coauthors].some((one) => one !== undefined && isOptedOut(one.reference));
}
