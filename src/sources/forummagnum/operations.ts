import { beside, list, one, operation } from "./operation.ts";
import {
  account,
  comment,
  contribution,
  counted,
  dated,
  named,
  numbered,
  openPost,
  placedComment,
  post,
  profile,
  sequence,
  sequenceEntry,
  shortformOwner,
  slugged,
  tag,
} from "./records.ts";

/** The far end of a list of comments, which shows whether more follow after a page. */
const end = list("comments", named);

export const readThread = operation("ReadThread", {
  post: beside("post", openPost),
  comments: list("comments", comment),
  commentEnd: end,
  answers: list("comments", comment),
  answerEnd: end,
});

export const readDiscussion = operation("ReadDiscussion", {
  tag: beside("tag", tag),
  comments: list("comments", comment),
  end,
});

export const readComments = operation("ReadComments", { comments: list("comments", comment), end });

export const readCommentIds = operation("ReadCommentIds", { comments: list("comments", dated), end });

/** The fields needed to count the comments that a visitor sees. */
export const countComments = operation("CountComments", {
  comments: list("comments", counted),
  answers: list("comments", counted),
});

export const readPlacedComments = operation("ReadPlacedComments", {
  comments: list("comments", placedComment),
});

export const readCommentPage = operation("ReadCommentPage", {
  comments: list("comments", placedComment),
  end,
});

/** `listed` shows whether the site's own lists contain the comment: a request by id bypasses what they hide. */
export const readComment = operation("ReadComment", {
  comment: one("comment", placedComment),
  listed: list("comments", named),
});

export const readSubtree = operation("ReadSubtree", {
  comment: one("comment", placedComment),
  listed: list("comments", named),
  replies: list("comments", comment),
  end,
});

export const readPost = operation("ReadPost", { post: one("post", openPost) });

export const findPosts = operation("FindPosts", { posts: list("posts", openPost) });

export const findUnlisted = operation("FindUnlisted", {
  unlisted: list("posts", slugged),
  users: list("users", shortformOwner),
});

export const findItems = operation("FindItems", {
  posts: list("posts", numbered),
  comments: list("comments", numbered),
});

export const readPosts = operation("ReadPosts", { posts: list("posts", post), end: list("posts", named) });

export const readRecent = operation("ReadRecent", {
  written: list("comments", placedComment),
  writtenEnd: end,
  edited: list("comments", placedComment),
  editedEnd: end,
  posts: list("posts", post),
});

export const readTag = operation("ReadTag", { tag: one("tag", tag) });

export const findTags = operation("FindTags", { tags: list("tags", tag) });

export const findUsers = operation("FindUsers", { users: list("users", account) });

export const readSequence = operation("ReadSequence", { sequence: one("sequence", sequence) });

export const readProfile = operation("ReadProfile", { user: one("user", profile) });

export const readSequences = operation("ReadSequences", {
  sequences: list("sequences", sequenceEntry),
  end: list("sequences", named),
});

export const readContributions = operation("ReadContributions", {
  revisions: list("revisions", contribution),
  end: list("revisions", named),
});
