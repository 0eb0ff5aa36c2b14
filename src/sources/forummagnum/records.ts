import { z } from "zod";

// The shapes of a site's records. `selection.ts` requests exactly these fields, and answers are read by the same shapes.

/** A moment as the site writes it, converted to milliseconds since the epoch. */
const moment = z
  .string()
  .transform((text) => Date.parse(text))
  .refine((ms) => !Number.isNaN(ms), "is no date");

export const account = z.object({
  _id: z.string(),
  slug: z.string(),
  displayName: z.string().nullable(),
  deleted: z.boolean().nullable(),
  profileImageId: z.string().nullable(),
});

export const comment = z.object({
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

export const post = z.object({
  _id: z.string(),
  slug: z.string(),
  title: z.string(),
  pageUrlRelative: z.string().nullable(),
  postedAt: moment,
  contents: z.object({ editedAt: moment }).nullable(),
  user: account.nullable(),
  coauthors: z.array(account.nullable()).nullable(),
  tags: z.array(z.object({ _id: z.string(), slug: z.string(), name: z.string() }).nullable()).nullable(),
  baseScore: z.number(),
  afBaseScore: z.number().nullable(),
  af: z.boolean(),
  shortform: z.boolean(),
  hideAuthor: z.boolean(),
  rejected: z.boolean(),
  authorIsUnreviewed: z.boolean(),
  deletedDraft: z.boolean(),
  isFuture: z.boolean(),
  onlyVisibleToLoggedIn: z.boolean(),
  commentsLocked: z.boolean().nullish(),
});

/** A post with its first paragraphs. */
export const openPost = post.extend({
  contents: z.object({ editedAt: moment, htmlHighlight: z.string().optional() }).nullable(),
  commentCount: z.number().nullish(),
});

export const tag = z.object({
  _id: z.string(),
  slug: z.string(),
  name: z.string(),
  createdAt: moment,
  deleted: z.boolean(),
  description: z.object({ editedAt: moment, htmlHighlight: z.string() }).nullable(),
});

/** Null if the site does not show it, `undefined` if it could not be read. */
export const separate = <T>(record: z.ZodType<T>) => record.nullable().optional();

/** A comment, with everything needed to place it. */
export const placedComment = comment.extend({
  post: separate(post),
  tag: separate(tag),
  parentComment: comment.nullable(),
});

export const sequence = z.object({
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

export const profile = account.extend({
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

export const sequenceEntry = z.object({
  _id: z.string(),
  title: z.string(),
  createdAt: moment,
  postsCount: z.number(),
  user: account.nullable(),
});

export const contribution = z.object({
  _id: z.string(),
  editedAt: moment,
  version: z.string(),
  // JSON without a schema. Counts that it lacks are left out.
  changeMetrics: z
    .unknown()
    .pipe(z.object({ added: z.number().optional(), removed: z.number().optional() }).nullable())
    .catch(null),
  tag: z.object({ slug: z.string(), name: z.string(), deleted: z.boolean() }).nullable(),
});

/** The id that names a record in a list. */
export const named = z.object({ _id: z.string() });
/** The facts that decide whether a visitor sees a comment. */
export const counted = comment.pick({
  _id: true,
  postedAt: true,
  deleted: true,
  deletedPublic: true,
  rejected: true,
  draft: true,
  authorIsUnreviewed: true,
});
export const dated = named.extend({ postedAt: moment });
export const slugged = named.extend({ slug: z.string() });
export const numbered = named.extend({ agentFoundationsId: z.string().nullable() });
export const shortformOwner = named.extend({ shortformFeedId: z.string().nullable() });

export type RawAccount = z.infer<typeof account>;
export type RawComment = z.infer<typeof comment>;
export type RawPlacedComment = z.infer<typeof placedComment>;
export type RawPost = z.infer<typeof post> | z.infer<typeof openPost>;
export type RawCounted = z.infer<typeof counted>;
export type RawTag = z.infer<typeof tag>;
export type RawSequence = z.infer<typeof sequence>;
export type RawProfile = z.infer<typeof profile>;
export type RawSequenceEntry = z.infer<typeof sequenceEntry>;
export type RawContribution = z.infer<typeof contribution>;

/** A page of a list. `unreadable` has the id of each record that was left out; an empty id if not even that is known. */
export interface RawList<T> {
  readonly results: readonly T[];
  readonly unreadable: readonly string[];
}
