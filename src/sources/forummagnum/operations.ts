import type { ZodType, z } from "zod";
import {
  commentAnswer,
  commentIdsAnswer,
  commentPageAnswer,
  commentsAnswer,
  countAnswer,
  discussionAnswer,
  foundCommentsAnswer,
  foundPostsAnswer,
  itemsAnswer,
  postAnswer,
  postPageAnswer,
  recentAnswer,
  sequenceAnswer,
  subtreeAnswer,
  tagAnswer,
  tagsAnswer,
  threadAnswer,
  unlistedAnswer,
  usersAnswer,
} from "./answers.ts";

import {
  commentFields,
  openPostFields,
  placedCommentFields,
  postFields,
  tagFields,
  userFields,
} from "./fragments.ts";

/** One GraphQL operation: its name, its text, and the shape of `data` in its answer. */
export interface Operation<T> {
  readonly name: string;
  readonly text: string;
  /** Its lists, each with the variable for its terms. */
  readonly lists: Readonly<Record<string, string>>;
  readonly answer: ZodType<T>;
}

/** The far end of a list, which tells whether more follows a page. */
const end = "end: comments(input: { terms: $endTerms }) { results { _id } }";

// Every operation speaks the older `input: {terms}` dialect, which all instances accept. No variable is named like a
// term: the server refuses an operation whose variable differs from a term of the same name.

export const readThread: Operation<z.output<typeof threadAnswer>> = {
  name: "ReadThread",
  text: `
    query ReadThread(
      $id: String, $commentTerms: JSON, $commentEndTerms: JSON, $answerTerms: JSON, $answerEndTerms: JSON
    ) {
      post(input: { selector: { _id: $id }, allowNull: true }) { result { ...OpenPostFields } }
      comments: comments(input: { terms: $commentTerms }) { results { ...CommentFields } }
      commentEnd: comments(input: { terms: $commentEndTerms }) { results { _id } }
      answers: comments(input: { terms: $answerTerms }) { results { ...CommentFields } }
      answerEnd: comments(input: { terms: $answerEndTerms }) { results { _id } }
    }
    ${openPostFields}
    ${commentFields}
  `,
  lists: {
    comments: "commentTerms",
    commentEnd: "commentEndTerms",
    answers: "answerTerms",
    answerEnd: "answerEndTerms",
  },
  answer: threadAnswer,
};

export const readDiscussion: Operation<z.output<typeof discussionAnswer>> = {
  name: "ReadDiscussion",
  text: `
    query ReadDiscussion($id: String, $commentTerms: JSON, $endTerms: JSON) {
      tag(input: { selector: { _id: $id } }) { result { ...TagFields } }
      comments(input: { terms: $commentTerms }) { results { ...CommentFields } }
      ${end}
    }
    ${tagFields}
    ${commentFields}
  `,
  lists: { comments: "commentTerms", end: "endTerms" },
  answer: discussionAnswer,
};

export const readComments: Operation<z.output<typeof commentsAnswer>> = {
  name: "ReadComments",
  text: `
    query ReadComments($commentTerms: JSON, $endTerms: JSON) {
      comments(input: { terms: $commentTerms }) { results { ...CommentFields } }
      ${end}
    }
    ${commentFields}
  `,
  lists: { comments: "commentTerms", end: "endTerms" },
  answer: commentsAnswer,
};

export const readCommentIds: Operation<z.output<typeof commentIdsAnswer>> = {
  name: "ReadCommentIds",
  text: `
    query ReadCommentIds($commentTerms: JSON, $endTerms: JSON) {
      comments(input: { terms: $commentTerms }) { results { _id postedAt } }
      ${end}
    }
  `,
  lists: { comments: "commentTerms", end: "endTerms" },
  answer: commentIdsAnswer,
};

/** The fields needed to count the comments that a visitor sees. */
export const countComments: Operation<z.output<typeof countAnswer>> = {
  name: "CountComments",
  text: `
    query CountComments($commentTerms: JSON, $answerTerms: JSON) {
      comments: comments(input: { terms: $commentTerms }) { results { ...CountedFields } }
      answers: comments(input: { terms: $answerTerms }) { results { ...CountedFields } }
    }
    fragment CountedFields on Comment {
      _id postedAt deleted deletedPublic rejected draft authorIsUnreviewed
    }
  `,
  lists: { comments: "commentTerms", answers: "answerTerms" },
  answer: countAnswer,
};

export const readPlacedComments: Operation<z.output<typeof foundCommentsAnswer>> = {
  name: "ReadPlacedComments",
  text: `
    query ReadPlacedComments($commentTerms: JSON) {
      comments(input: { terms: $commentTerms }) { results { ...PlacedCommentFields } }
    }
    ${placedCommentFields}
  `,
  lists: { comments: "commentTerms" },
  answer: foundCommentsAnswer,
};

export const readCommentPage: Operation<z.output<typeof commentPageAnswer>> = {
  name: "ReadCommentPage",
  text: `
    query ReadCommentPage($commentTerms: JSON, $endTerms: JSON) {
      comments(input: { terms: $commentTerms }) { results { ...PlacedCommentFields } }
      ${end}
    }
    ${placedCommentFields}
  `,
  lists: { comments: "commentTerms", end: "endTerms" },
  answer: commentPageAnswer,
};

/** `listed` tells whether the site's own lists show the comment: asking by id bypasses what they hide. */
export const readComment: Operation<z.output<typeof commentAnswer>> = {
  name: "ReadComment",
  text: `
    query ReadComment($id: String, $listedTerms: JSON) {
      comment(input: { selector: { _id: $id }, allowNull: true }) { result { ...PlacedCommentFields } }
      listed: comments(input: { terms: $listedTerms }) { results { _id } }
    }
    ${placedCommentFields}
  `,
  lists: { listed: "listedTerms" },
  answer: commentAnswer,
};

export const readSubtree: Operation<z.output<typeof subtreeAnswer>> = {
  name: "ReadSubtree",
  text: `
    query ReadSubtree($id: String, $listedTerms: JSON, $replyTerms: JSON, $endTerms: JSON) {
      comment(input: { selector: { _id: $id }, allowNull: true }) { result { ...PlacedCommentFields } }
      listed: comments(input: { terms: $listedTerms }) { results { _id } }
      replies: comments(input: { terms: $replyTerms }) { results { ...CommentFields } }
      ${end}
    }
    ${placedCommentFields}
  `,
  lists: { listed: "listedTerms", replies: "replyTerms", end: "endTerms" },
  answer: subtreeAnswer,
};

export const readPost: Operation<z.output<typeof postAnswer>> = {
  name: "ReadPost",
  text: `
    query ReadPost($id: String) {
      post(input: { selector: { _id: $id }, allowNull: true }) { result { ...OpenPostFields } }
    }
    ${openPostFields}
  `,
  lists: {},
  answer: postAnswer,
};

export const findPosts: Operation<z.output<typeof foundPostsAnswer>> = {
  name: "FindPosts",
  text: `
    query FindPosts($postTerms: JSON) {
      posts(input: { terms: $postTerms }) { results { ...OpenPostFields } }
    }
    ${openPostFields}
  `,
  lists: { posts: "postTerms" },
  answer: foundPostsAnswer,
};

export const findUnlisted: Operation<z.output<typeof unlistedAnswer>> = {
  name: "FindUnlisted",
  text: `
    query FindUnlisted($unlistedTerms: JSON, $userTerms: JSON) {
      unlisted: posts(input: { terms: $unlistedTerms }) { results { _id slug } }
      users(input: { terms: $userTerms }) { results { _id shortformFeedId } }
    }
  `,
  lists: { unlisted: "unlistedTerms", users: "userTerms" },
  answer: unlistedAnswer,
};

export const findItems: Operation<z.output<typeof itemsAnswer>> = {
  name: "FindItems",
  text: `
    query FindItems($postTerms: JSON, $commentTerms: JSON) {
      posts(input: { terms: $postTerms }) { results { _id agentFoundationsId } }
      comments(input: { terms: $commentTerms }) { results { _id agentFoundationsId } }
    }
  `,
  lists: { posts: "postTerms", comments: "commentTerms" },
  answer: itemsAnswer,
};

export const readPosts: Operation<z.output<typeof postPageAnswer>> = {
  name: "ReadPosts",
  text: `
    query ReadPosts($postTerms: JSON, $endTerms: JSON) {
      posts(input: { terms: $postTerms }) { results { ...PostFields } }
      end: posts(input: { terms: $endTerms }) { results { _id } }
    }
    ${postFields}
  `,
  lists: { posts: "postTerms", end: "endTerms" },
  answer: postPageAnswer,
};

export const readRecent: Operation<z.output<typeof recentAnswer>> = {
  name: "ReadRecent",
  text: `
    query ReadRecent(
      $writtenTerms: JSON, $writtenEndTerms: JSON, $editedTerms: JSON, $editedEndTerms: JSON, $postTerms: JSON
    ) {
      written: comments(input: { terms: $writtenTerms }) { results { ...PlacedCommentFields } }
      writtenEnd: comments(input: { terms: $writtenEndTerms }) { results { _id } }
      edited: comments(input: { terms: $editedTerms }) { results { ...PlacedCommentFields } }
      editedEnd: comments(input: { terms: $editedEndTerms }) { results { _id } }
      posts(input: { terms: $postTerms }) { results { ...PostFields } }
    }
    ${placedCommentFields}
  `,
  lists: {
    written: "writtenTerms",
    writtenEnd: "writtenEndTerms",
    edited: "editedTerms",
    editedEnd: "editedEndTerms",
    posts: "postTerms",
  },
  answer: recentAnswer,
};

export const readTag: Operation<z.output<typeof tagAnswer>> = {
  name: "ReadTag",
  text: `
    query ReadTag($id: String) {
      tag(input: { selector: { _id: $id } }) { result { ...TagFields } }
    }
    ${tagFields}
  `,
  lists: {},
  answer: tagAnswer,
};

export const findTags: Operation<z.output<typeof tagsAnswer>> = {
  name: "FindTags",
  text: `
    query FindTags($tagTerms: JSON) {
      tags(input: { terms: $tagTerms }) { results { ...TagFields } }
    }
    ${tagFields}
  `,
  lists: { tags: "tagTerms" },
  answer: tagsAnswer,
};

export const findUsers: Operation<z.output<typeof usersAnswer>> = {
  name: "FindUsers",
  text: `
    query FindUsers($userTerms: JSON) {
      users(input: { terms: $userTerms }) { results { _id slug oldSlugs displayName deleted profileImageId } }
    }
  `,
  lists: { users: "userTerms" },
  answer: usersAnswer,
};

export const readSequence: Operation<z.output<typeof sequenceAnswer>> = {
  name: "ReadSequence",
  text: `
    query ReadSequence($id: String) {
      sequence(input: { selector: { _id: $id }, allowNull: true }) {
        result {
          _id title draft isDeleted
          ${userFields}
          chapters { number postIds posts { ...PostFields } }
        }
      }
    }
    ${postFields}
  `,
  lists: {},
  answer: sequenceAnswer,
};
