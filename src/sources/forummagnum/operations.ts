import type { ZodType, z } from "zod";
import {
  commentAnswer,
  commentIdsAnswer,
  commentsAnswer,
  discussionAnswer,
  foundCommentsAnswer,
  postAnswer,
  postsAnswer,
  recentAnswer,
  sequenceAnswer,
  subtreeAnswer,
  tagAnswer,
  tagsAnswer,
  threadAnswer,
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
  readonly answer: ZodType<T>;
}

// Every operation speaks the older `input: {terms}` dialect, which all instances accept. No variable is named like a
// term: the server refuses an operation whose variable differs from a term of the same name.

export const readThread: Operation<z.output<typeof threadAnswer>> = {
  name: "ReadThread",
  text: `
    query ReadThread($id: String, $commentTerms: JSON, $answerTerms: JSON) {
      post(input: { selector: { _id: $id }, allowNull: true }) { result { ...OpenPostFields } }
      comments: comments(input: { terms: $commentTerms }) { results { ...CommentFields } }
      answers: comments(input: { terms: $answerTerms }) { results { ...CommentFields } }
    }
    ${openPostFields}
    ${commentFields}
  `,
  answer: threadAnswer,
};

export const readDiscussion: Operation<z.output<typeof discussionAnswer>> = {
  name: "ReadDiscussion",
  text: `
    query ReadDiscussion($id: String, $commentTerms: JSON) {
      tag(input: { selector: { _id: $id } }) { result { ...TagFields } }
      comments(input: { terms: $commentTerms }) { results { ...CommentFields } }
    }
    ${tagFields}
    ${commentFields}
  `,
  answer: discussionAnswer,
};

export const readComments: Operation<z.output<typeof commentsAnswer>> = {
  name: "ReadComments",
  text: `
    query ReadComments($commentTerms: JSON) {
      comments(input: { terms: $commentTerms }) { results { ...CommentFields } }
    }
    ${commentFields}
  `,
  answer: commentsAnswer,
};

export const readCommentIds: Operation<z.output<typeof commentIdsAnswer>> = {
  name: "ReadCommentIds",
  text: `
    query ReadCommentIds($commentTerms: JSON) {
      comments(input: { terms: $commentTerms }) { results { _id postedAt } }
    }
  `,
  answer: commentIdsAnswer,
};

export const readPlacedComments: Operation<z.output<typeof foundCommentsAnswer>> = {
  name: "ReadPlacedComments",
  text: `
    query ReadPlacedComments($commentTerms: JSON) {
      comments(input: { terms: $commentTerms }) { results { ...PlacedCommentFields } }
    }
    ${placedCommentFields}
  `,
  answer: foundCommentsAnswer,
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
  answer: commentAnswer,
};

export const readSubtree: Operation<z.output<typeof subtreeAnswer>> = {
  name: "ReadSubtree",
  text: `
    query ReadSubtree($id: String, $listedTerms: JSON, $replyTerms: JSON) {
      comment(input: { selector: { _id: $id }, allowNull: true }) { result { ...PlacedCommentFields } }
      listed: comments(input: { terms: $listedTerms }) { results { _id } }
      replies: comments(input: { terms: $replyTerms }) { results { ...CommentFields } }
    }
    ${placedCommentFields}
  `,
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
  answer: postAnswer,
};

export const findPosts: Operation<z.output<typeof postsAnswer>> = {
  name: "FindPosts",
  text: `
    query FindPosts($postTerms: JSON) {
      posts(input: { terms: $postTerms }) { results { ...OpenPostFields } }
    }
    ${openPostFields}
  `,
  answer: postsAnswer,
};

export const readPosts: Operation<z.output<typeof postsAnswer>> = {
  name: "ReadPosts",
  text: `
    query ReadPosts($postTerms: JSON) {
      posts(input: { terms: $postTerms }) { results { ...PostFields } }
    }
    ${postFields}
  `,
  answer: postsAnswer,
};

export const readRecent: Operation<z.output<typeof recentAnswer>> = {
  name: "ReadRecent",
  text: `
    query ReadRecent($writtenTerms: JSON, $editedTerms: JSON, $postTerms: JSON) {
      written: comments(input: { terms: $writtenTerms }) { results { ...PlacedCommentFields } }
      edited: comments(input: { terms: $editedTerms }) { results { ...PlacedCommentFields } }
      posts(input: { terms: $postTerms }) { results { ...PostFields } }
    }
    ${placedCommentFields}
  `,
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
  answer: tagsAnswer,
};

export const findUsers: Operation<z.output<typeof usersAnswer>> = {
  name: "FindUsers",
  text: `
    query FindUsers($userTerms: JSON) {
      users(input: { terms: $userTerms }) { results { _id slug oldSlugs displayName deleted profileImageId } }
    }
  `,
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
  answer: sequenceAnswer,
};
