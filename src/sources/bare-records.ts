import { noBody } from "../forum/body.ts";
import type { Comment } from "../forum/comment.ts";
import type { Post } from "../forum/post.ts";

/** The parts of a comment that many sites do not have. */
export const bareComment = {
  root: undefined,
  position: undefined,
  revision: "",
  agreement: undefined,
  reactions: [],
  isRetracted: false,
  isAnswer: false,
  isQuickTake: false,
  isPinned: false,
} satisfies Partial<Comment>;

/** The parts of a post that many sites do not have, or that are not known of a page that only stands for a list. */
export const barePost = {
  author: undefined,
  coauthors: [],
  postedAtMs: undefined,
  editedAtMs: undefined,
  opening: noBody,
  scores: {},
  commentCount: undefined,
  tags: [],
  isQuickTakesPage: false,
  isClosed: false,
  visibility: "visible",
} satisfies Partial<Post>;
