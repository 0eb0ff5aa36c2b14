import { z } from "zod";

/** A moment as the site writes it, in milliseconds since the epoch. */
const moment = z
  .string()
  .transform((text) => Date.parse(text))
  .refine((ms) => !Number.isNaN(ms), "is no date");

const account = z.object({
  _id: z.string(),
  slug: z.string(),
  displayName: z.string().nullable(),
  deleted: z.boolean().nullable(),
  profileImageId: z.string().nullable(),
});

const comment = z.object({
  _id: z.string(),
  postId: z.string().nullable(),
  tagId: z.string().nullable(),
  parentCommentId: z.string().nullable(),
  topLevelCommentId: z.string().nullable(),
  user: account.nullable(),
  postedAt: moment,
  lastEditedAt: moment.nullable(),
  htmlBody: z.string().nullable(),
  contents: z.object({ version: z.string(), markdown: z.string().nullable() }).nullable(),
  baseScore: z.number().nullable(),
  afBaseScore: z.number().nullable(),
  extendedScore: z.record(z.string(), z.unknown()).nullable(),
  voteCount: z.number(),
  hideKarma: z.boolean().nullable(),
  deleted: z.boolean(),
  deletedPublic: z.boolean(),
  rejected: z.boolean(),
  draft: z.boolean(),
  authorIsUnreviewed: z.boolean(),
  hideAuthor: z.boolean(),
  retracted: z.boolean(),
  answer: z.boolean(),
  shortform: z.boolean().nullable(),
  isPinnedOnProfile: z.boolean(),
  af: z.boolean(),
  pageUrlRelative: z.string().nullable(),
});

const post = z.object({
  _id: z.string(),
  slug: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  pageUrlRelative: z.string().nullable(),
  postedAt: moment,
  contents: z.object({ editedAt: moment, htmlHighlight: z.string().optional() }).nullable(),
  user: account.nullable(),
  coauthors: z.array(account.nullable()).nullable(),
  tags: z.array(z.object({ _id: z.string(), slug: z.string(), name: z.string() }).nullable()).nullable(),
  baseScore: z.number(),
  afBaseScore: z.number().nullable(),
  af: z.boolean(),
  question: z.boolean(),
  shortform: z.boolean(),
  isEvent: z.boolean(),
  hideAuthor: z.boolean(),
  rejected: z.boolean(),
  authorIsUnreviewed: z.boolean(),
  deletedDraft: z.boolean(),
  isFuture: z.boolean(),
  onlyVisibleToLoggedIn: z.boolean(),
  commentCount: z.number().nullish(),
});

const tag = z.object({
  _id: z.string(),
  slug: z.string(),
  name: z.string(),
  oldSlugs: z.array(z.string()),
  createdAt: moment,
  deleted: z.boolean(),
  description: z.object({ editedAt: moment, htmlHighlight: z.string() }).nullable(),
});

/** Null if the site does not show it, `undefined` if it could not be read. */
const separate = <T>(record: z.ZodType<T>) => record.nullable().optional();

const placedComment = comment.extend({
  post: separate(post),
  tag: separate(tag),
  parentComment: comment.nullable(),
});

const sequence = z.object({
  _id: z.string(),
  title: z.string(),
  draft: z.boolean(),
  isDeleted: z.boolean(),
  user: account.nullable(),
  chapters: z
    .array(
      z
        .object({
          number: z.number().nullable(),
          postIds: z.array(z.string()),
          posts: z.array(post),
        })
        .nullable(),
    )
    .nullable(),
});

const profile = account.extend({
  createdAt: moment,
  karma: z.number(),
  afKarma: z.number(),
  bio: z.string().nullable(),
  htmlBio: z.string(),
  postCount: z.number(),
  commentCount: z.number(),
  sequenceCount: z.number(),
  tagRevisionCount: z.number(),
  afPostCount: z.number(),
  afCommentCount: z.number(),
  afSequenceCount: z.number(),
  spamRiskScore: z.number(),
});

const sequenceEntry = z.object({
  _id: z.string(),
  title: z.string(),
  createdAt: moment,
  postsCount: z.number(),
  user: account.nullable(),
});

const contribution = z.object({
  _id: z.string(),
  editedAt: moment,
  version: z.string(),
  // JSON without a schema: what it does not say is left out.
  changeMetrics: z
    .object({ added: z.number().optional(), removed: z.number().optional() })
    .nullable()
    .catch(null),
  tag: z.object({ slug: z.string(), name: z.string(), deleted: z.boolean() }).nullable(),
});

export type RawAccount = z.infer<typeof account>;
export type RawComment = z.infer<typeof comment>;
export type RawPlacedComment = z.infer<typeof placedComment>;
export type RawPost = z.infer<typeof post>;
export type RawTag = z.infer<typeof tag>;
export type RawSequence = z.infer<typeof sequence>;
export type RawProfile = z.infer<typeof profile>;
export type RawSequenceEntry = z.infer<typeof sequenceEntry>;
export type RawContribution = z.infer<typeof contribution>;

/** A page of a list; `unreadable` has the id of each record that was left out, empty if not even that is known. */
export interface RawList<T> {
  readonly results: readonly T[];
  readonly unreadable: readonly string[];
}

const results = <T>(record: z.ZodType<T>): z.ZodType<RawList<T>> =>
  z.object({ results: z.array(record), unreadable: z.array(z.string()).default([]) });

/** A single record is null when it does not exist or may not be read. */
const result = <T>(record: z.ZodType<T>) =>
  z
    .object({ result: record.nullable() })
    .nullable()
    .transform((answer) => answer?.result ?? undefined);

/** The same for a record beside others, which can be read without it. */
const separateResult = <T>(record: z.ZodType<T>) =>
  z
    .object({ result: separate(record) })
    .nullable()
    .transform((answer) => (answer === null ? null : answer.result));

const ids = results(z.object({ _id: z.string() }));

export const threadAnswer = z.object({
  post: separateResult(post),
  comments: results(comment),
  commentEnd: ids,
  answers: results(comment),
  answerEnd: ids,
});
export const discussionAnswer = z.object({
  tag: separateResult(tag),
  comments: results(comment),
  end: ids,
});
export const commentsAnswer = z.object({ comments: results(comment), end: ids });
export const commentIdsAnswer = z.object({
  comments: results(z.object({ _id: z.string(), postedAt: moment })),
  end: ids,
});
const counted = comment.pick({
  _id: true,
  postedAt: true,
  deleted: true,
  deletedPublic: true,
  rejected: true,
  draft: true,
  authorIsUnreviewed: true,
});
export type RawCounted = z.infer<typeof counted>;
export const countAnswer = z.object({ comments: results(counted), answers: results(counted) });
export const foundCommentsAnswer = z.object({ comments: results(placedComment) });
export const commentPageAnswer = foundCommentsAnswer.extend({ end: ids });
export const commentAnswer = z.object({ comment: result(placedComment), listed: ids });
export const subtreeAnswer = commentAnswer.extend({ replies: results(comment), end: ids });
export const postAnswer = z.object({ post: result(post) });
export const foundPostsAnswer = z.object({ posts: results(post) });
export const postPageAnswer = foundPostsAnswer.extend({ end: ids });
export const recentAnswer = z.object({
  written: results(placedComment),
  writtenEnd: ids,
  edited: results(placedComment),
  editedEnd: ids,
  posts: results(post),
});
export const tagAnswer = z.object({ tag: result(tag) });
export const tagsAnswer = z.object({ tags: results(tag) });
export const usersAnswer = z.object({ users: results(account.extend({ oldSlugs: z.array(z.string()) })) });
const numbered = z.object({ _id: z.string(), agentFoundationsId: z.string().nullable() });
export const itemsAnswer = z.object({ posts: results(numbered), comments: results(numbered) });
export const unlistedAnswer = z.object({
  unlisted: results(z.object({ _id: z.string(), slug: z.string() })),
  users: results(z.object({ _id: z.string(), shortformFeedId: z.string().nullable() })),
});
export const sequenceAnswer = z.object({ sequence: result(sequence) });
export const profileAnswer = z.object({ user: result(profile) });
export const sequencesAnswer = z.object({ sequences: results(sequenceEntry), end: ids });
export const contributionsAnswer = z.object({ revisions: results(contribution), end: ids });
