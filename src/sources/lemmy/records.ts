import { z } from "zod";

/** Version 3 of the API leaves out fields without a value; version 4 has the same records with other names for dates and addresses. */
const dated = {
  published: z.string().optional(),
  published_at: z.string().optional(),
  updated: z.string().nullish(),
  updated_at: z.string().nullish(),
};
const addressed = { actor_id: z.string().optional(), ap_id: z.string().optional() };

const personShape = z.object({
  ...dated,
  ...addressed,
  id: z.number(),
  name: z.string(),
  display_name: z.string().nullish(),
  avatar: z.string().nullish(),
  bio: z.string().nullish(),
  deleted: z.boolean().optional(),
  post_count: z.number().optional(),
  comment_count: z.number().optional(),
});

const communityShape = z.object({
  ...addressed,
  id: z.number(),
  name: z.string(),
  title: z.string().nullish(),
  removed: z.boolean().optional(),
  deleted: z.boolean().optional(),
});

const postShape = z.object({
  ...dated,
  id: z.number(),
  name: z.string(),
  url: z.string().nullish(),
  body: z.string().nullish(),
  removed: z.boolean(),
  deleted: z.boolean(),
  locked: z.boolean(),
  score: z.number().optional(),
  comments: z.number().optional(),
});

const commentShape = z.object({
  ...dated,
  id: z.number(),
  post_id: z.number(),
  content: z.string(),
  removed: z.boolean(),
  deleted: z.boolean(),
  /** Ids of its ancestors and its own, after a zero: `0.27.38`. */
  path: z.string().regex(/^0(?:\.\d+)+$/),
  score: z.number().optional(),
});

export const commentViewShape = z.object({
  comment: commentShape,
  creator: personShape,
  post: postShape,
  community: communityShape,
  /** Only version 3 counts here. */
  counts: z.object({ score: z.number() }).optional(),
});

export const postViewShape = z.object({
  post: postShape,
  creator: personShape,
  community: communityShape,
  counts: z.object({ score: z.number(), comments: z.number() }).optional(),
});

export const personViewShape = z.object({
  person: personShape,
  counts: z.object({ post_count: z.number(), comment_count: z.number() }).optional(),
});

export const communityViewShape = z.object({ community: communityShape });

export type RawPerson = z.infer<typeof personShape>;
export type RawCommunity = z.infer<typeof communityShape>;
export type RawComment = z.infer<typeof commentShape>;
export type CommentView = z.infer<typeof commentViewShape>;
export type PostView = z.infer<typeof postViewShape>;
export type PersonView = z.infer<typeof personViewShape>;
