import { buildSchema, type GraphQLSchema } from "graphql";

/**
 * `current` is the version on LessWrong and the Alignment Forum, `fork` the EA Forum's. The fork lacks `selector` and the paging
 * arguments beside it, and allows nulls in lists.
 */
export type Dialect = "current" | "fork";

/** Builds the part of a ForumMagnum schema that this forum serves. Names, types and nullability are the real ones. */
export function forumSchema(dialect: Dialect): GraphQLSchema {
  const schema = built.get(dialect) ?? build(dialect);
  built.set(dialect, schema);
  return schema;
}

/** Kept, because building a schema takes longer than most answers. */
const built = new Map<Dialect, GraphQLSchema>();

function build(dialect: Dialect): GraphQLSchema {
  return buildSchema(dialect === "current" ? currentRoot + types(list) : forkRoot + types(looseList));
}

const list = (type: string) => `[${type}!]!`;
const looseList = (type: string) => `[${type}]`;

const currentRoot = `
  enum TagCommentType { SUBFORUM DISCUSSION }
  input CommentsPostCommentsOldInput { postId: String, userId: String, commentIds: [String!] }
  input CommentsProfileCommentsInput { userId: String, sortBy: String, limit: String }
  input CommentsAllRecentCommentsInput {
    userId: String, sortBy: String, limit: String, before: String, after: String, timeField: String
  }
  input CommentSelector {
    postCommentsOld: CommentsPostCommentsOldInput
    profileComments: CommentsProfileCommentsInput
    allRecentComments: CommentsAllRecentCommentsInput
  }
  input SingleTagInput { selector: SelectorInput }
  input SingleUserInput { selector: UserSelectorUniqueInput }
  type Query {
    comment(input: SingleCommentInput, selector: SelectorInput, allowNull: Boolean): SingleCommentOutput
    comments(
      input: MultiCommentInput, selector: CommentSelector, limit: Int, offset: Int, enableTotal: Boolean
    ): MultiCommentOutput
    post(input: SinglePostInput, selector: SelectorInput, allowNull: Boolean): SinglePostOutput
    posts(input: MultiPostInput, limit: Int, offset: Int, enableTotal: Boolean): MultiPostOutput
    user(input: SingleUserInput, selector: SelectorInput): SingleUserOutput
    users(input: MultiUserInput, limit: Int, offset: Int, enableTotal: Boolean): MultiUserOutput
    tag(input: SingleTagInput, selector: SelectorInput): SingleTagOutput
    tags(input: MultiTagInput, limit: Int, offset: Int, enableTotal: Boolean): MultiTagOutput
    sequence(input: SingleSequenceInput, selector: SelectorInput, allowNull: Boolean): SingleSequenceOutput
    sequences(input: MultiSequenceInput, limit: Int, offset: Int, enableTotal: Boolean): MultiSequenceOutput
    revisions(input: MultiRevisionInput, limit: Int, offset: Int, enableTotal: Boolean): MultiRevisionOutput
    GetUserBySlug(slug: String!): User
  }
`;

const forkRoot = `
  input SingleTagInput { selector: SelectorInput, allowNull: Boolean }
  input SingleUserInput { selector: UserSelectorUniqueInput, allowNull: Boolean }
  type Query {
    comment(input: SingleCommentInput): SingleCommentOutput
    comments(input: MultiCommentInput): MultiCommentOutput
    post(input: SinglePostInput): SinglePostOutput
    posts(input: MultiPostInput): MultiPostOutput
    user(input: SingleUserInput): SingleUserOutput
    users(input: MultiUserInput): MultiUserOutput
    tag(input: SingleTagInput): SingleTagOutput
    tags(input: MultiTagInput): MultiTagOutput
    sequence(input: SingleSequenceInput): SingleSequenceOutput
    sequences(input: MultiSequenceInput): MultiSequenceOutput
    revisions(input: MultiRevisionInput): MultiRevisionOutput
    GetUserBySlug(slug: String!): User
  }
`;

function types(many: (type: string) => string): string {
  const isCurrent = many === list;
  return `
  scalar JSON
  scalar Date
  input SelectorInput { _id: String, documentId: String }
  input UserSelectorUniqueInput { _id: String, documentId: String, slug: String }
  ${["Comment", "Post", "User", "Tag", "Sequence", "Revision"].map((type) => multi(type, many)).join("")}
  ${["Comment", "Post", "Sequence"].map((type) => single(type)).join("")}
  type SingleUserOutput { result: User }
  type SingleTagOutput { result: Tag }
  type Revision {
    _id: String!
    editedAt: Date!
    version: String!
    html: String
    markdown: String
    wordCount: Float!
    htmlHighlight: String!
    plaintextDescription: String!
    documentId: String
    collectionName: String
    userId: String
    changeMetrics: JSON!
    tag: Tag
  }
  type User {
    _id: String!
    slug: String!
    oldSlugs: [String!]!
    displayName: String!
    username: String
    fullName: String
    createdAt: Date!
    karma: Float!
    afKarma: Float!
    bio: String
    htmlBio: String!
    pageUrl: String
    postCount: Float!
    commentCount: Float!
    sequenceCount: Float!
    tagRevisionCount: Float!
    afPostCount: Float!
    afCommentCount: Float!
    afSequenceCount: Float!
    spamRiskScore: Float!
    profileImageId: String
    shortformFeedId: String
    website: String
    deleted: Boolean!
    banned: Date
  }
  type Tag {
    _id: String!
    slug: String!
    oldSlugs: [String!]!
    name: String!
    core: Boolean!
    createdAt: Date!
    postCount: Float!
    deleted: Boolean!
    wikiOnly: Boolean!
    user: User
    baseScore: Float!
    description(version: String): Revision
    textLastUpdatedAt: Date
  }
  type Chapter {
    _id: String!
    title: String
    subtitle: String
    number: Float
    postIds: [String!]!
    posts: [Post!]!
  }
  type Sequence {
    _id: String!
    title: String!
    createdAt: Date!
    userId: String!
    user: User
    draft: Boolean!
    isDeleted: Boolean!
    hidden: Boolean!
    hideFromAuthorPage: Boolean!
    userProfileOrder: Float
    af: Boolean!
    postsCount: Int!
    chapters: ${many("Chapter")}
  }
  type Post {
    _id: String!
    slug: String!
    title: String!
    url: String
    pageUrl: String!
    pageUrlRelative: String
    postedAt: Date!
    modifiedAt: Date
    lastCommentedAt: Date!
    legacyId: String
    agentFoundationsId: String
    userId: String
    user: User
    coauthors: [User!]
    tags: ${many("Tag")}
    htmlBody: String
    contents(version: String): Revision
    commentCount: Float!
    afCommentCount: Float!
    baseScore: Float!
    afBaseScore: Float
    extendedScore: JSON
    voteCount: Float!
    score: Float!
    af: Boolean!
    draft: Boolean
    deletedDraft: Boolean!
    rejected: Boolean!
    unlisted: Boolean!
    isFuture: Boolean!
    status: Float!
    authorIsUnreviewed: Boolean!
    onlyVisibleToLoggedIn: Boolean!
    shortform: Boolean!
    question: Boolean!
    debate: Boolean!
    isEvent: Boolean!
    groupId: String
    hideAuthor: Boolean!
    hideCommentKarma: Boolean!
    commentsLocked: Boolean
    votingSystem: String
  }
  type Comment {
    _id: String!
    postId: String
    post: Post
    tagId: String
    tag: Tag
    tagCommentType: ${isCurrent ? "TagCommentType!" : "String!"}
    parentCommentId: String
    parentComment: Comment
    topLevelCommentId: String
    topLevelComment: Comment
    parentAnswerId: String
    answer: Boolean!
    shortform: Boolean
    debateResponse: Boolean
    userId: String
    user: User
    author: String
    postedAt: Date!
    lastEditedAt: Date
    contents(version: String): Revision
    htmlBody: String
    pageUrl: String
    pageUrlRelative: String
    baseScore: Float
    extendedScore: JSON
    voteCount: Float!
    score: Float!
    afBaseScore: Float
    hideKarma: Boolean
    votingSystem: String!
    af: Boolean!
    retracted: Boolean!
    deleted: Boolean!
    deletedPublic: Boolean!
    deletedReason: String
    deletedDate: Date
    rejected: Boolean!
    draft: Boolean!
    spam: Boolean!
    authorIsUnreviewed: Boolean!
    hideAuthor: Boolean!
    moderatorHat: Boolean!
    promoted: Boolean
    isPinnedOnProfile: Boolean!
    descendentCount: Float!
    directChildrenCount: Float!
    legacyId: String
    agentFoundationsId: String
  }
`;
}

function multi(type: string, many: (type: string) => string): string {
  return `
  input Multi${type}Input { terms: JSON, resolverArgs: JSON, enableTotal: Boolean, enableCache: Boolean }
  type Multi${type}Output { results: ${many(type)}, totalCount: Int }`;
}

function single(type: string): string {
  return `
  input Single${type}Input { selector: SelectorInput, resolverArgs: JSON, allowNull: Boolean }
  type Single${type}Output { result: ${type} }`;
}
