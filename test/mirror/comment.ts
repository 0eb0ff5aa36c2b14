import type { Author } from "../../src/forum/author.ts";
import type { Body } from "../../src/forum/body.ts";
import type { Comment } from "../../src/forum/comment.ts";

/** Makes a visible comment with all fields filled in; tests give only the fields that matter to them. */
export function commentOf(
  id: string,
  { html = `<p>${id}</p>`, ...fields }: Partial<Comment> & { readonly html?: string } = {},
): Comment {
  return {
    reference: `lesswrong:comment:${id}`,
    thread: "lesswrong:post:thePost",
    parent: undefined,
    root: undefined,
    author: authorOf("ada", "Ada"),
    postedAtMs: 0,
    position: undefined,
    editedAtMs: undefined,
    body: bodyOf(html),
    revision: "1.0.0",
    scores: { lesswrong: 1 },
    agreement: undefined,
    reactions: [],
    visibility: "visible",
    isRetracted: false,
    isAnswer: false,
    isQuickTake: false,
    isPinned: false,
    shownOn: ["lesswrong"],
    path: `/posts/thePost/slug?commentId=${id}`,
    parentPath: undefined,
    ...fields,
  };
}

/** Makes a body of HTML as ForumMagnum serves it. */
export function bodyOf(html: string): Body {
  return { format: "html", dialect: "forummagnum", text: html };
}

/** Makes an author with an account. */
export function authorOf(handle: string, name: string, database = "lesswrong"): Author {
  return {
    reference: `${database}:user:${handle}`,
    identity: "account",
    handle,
    name,
    avatarUrl: undefined,
    path: `/users/${handle}`,
  };
}
