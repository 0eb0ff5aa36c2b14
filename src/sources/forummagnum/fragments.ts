// The fields that are asked for, as GraphQL fragments. `answers.ts` holds their shapes.

export const userFields = "user { _id slug displayName deleted profileImageId }";

export const commentFields = `
  fragment CommentFields on Comment {
    _id postId tagId parentCommentId topLevelCommentId
    ${userFields}
    postedAt lastEditedAt htmlBody contents { version markdown }
    baseScore afBaseScore extendedScore voteCount hideKarma
    deleted deletedPublic rejected draft authorIsUnreviewed hideAuthor
    retracted answer shortform isPinnedOnProfile af pageUrlRelative
  }
`;

export const postFields = `
  fragment PostFields on Post {
    _id slug title url pageUrlRelative postedAt
    contents { editedAt }
    ${userFields}
    coauthors { _id slug displayName deleted profileImageId }
    tags { _id slug name }
    baseScore afBaseScore
    af question shortform isEvent hideAuthor
    rejected authorIsUnreviewed deletedDraft isFuture onlyVisibleToLoggedIn
  }
`;

export const openPostFields = `
  fragment OpenPostFields on Post {
    ...PostFields
    contents { htmlHighlight }
    commentCount
  }
  ${postFields}
`;

export const tagFields = `
  fragment TagFields on Tag {
    _id slug name oldSlugs createdAt deleted
    description { editedAt htmlHighlight }
  }
`;

/** A comment with what a reader needs to place it. */
export const placedCommentFields = `
  fragment PlacedCommentFields on Comment {
    ...CommentFields
    post { ...PostFields }
    tag { ...TagFields }
    parentComment { ...CommentFields }
  }
  ${commentFields}
  ${postFields}
  ${tagFields}
`;
