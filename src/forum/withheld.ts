import type { Comment } from "./comment.ts";
import type { Post } from "./post.ts";
import type { Reference } from "./reference.ts";

/** Whether an author wants none of their words here. */
export type IsOptedOut = (author: Reference<"user">) => boolean;

/** What remains of a comment whose author opted out: where it stands. */
export function withheldComment(comment: Comment): Comment {
  return {
    ...comment,
    author: undefined,
    html: "",
    markdown: "",
    revision: "",
    score: undefined,
    alignmentScore: undefined,
    agreement: undefined,
    voteCount: 0,
    reactions: [],
    visibility: "withheld",
    isRetracted: false,
    isPinned: false,
  };
}

/** The same of a post; its address goes without the words of the title. */
export function withheldPost(post: Post): Post {
  return {
    ...post,
    title: "",
    author: undefined,
    coauthors: [],
    opening: "",
    score: undefined,
    alignmentScore: undefined,
    linkUrl: undefined,
    visibility: "withheld",
    path: post.path.replace(/^(\/posts\/[^/?#]+)\/[^/?#]+/, "$1"),
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
