import { z } from "zod";

/** A date as the site writes it, in milliseconds. */
const moment = z.string().transform((text, context) => {
  const ms = Date.parse(text);
  if (!Number.isNaN(ms)) return ms;
  context.addIssue("not a date");
  return z.NEVER;
});

/** The fields that all shapes of an account share. An account that is gone has no name. */
const accountFields = {
  username: z.string().nullish(),
  name: z.string().nullish(),
  avatar_template: z.string().nullish(),
};

export const postShape = z.object({
  ...accountFields,
  user_id: z.number().nullish(),
  id: z.number(),
  topic_id: z.number(),
  post_number: z.number(),
  /** 1 post, 2 post by a moderator, 3 notice such as “closed this topic”, 4 whisper among staff. */
  post_type: z.number().default(1),
  reply_to_post_number: z.number().nullish(),
  created_at: moment,
  cooked: z.string(),
  version: z.number().default(1),
  hidden: z.boolean().nullish(),
  user_deleted: z.boolean().nullish(),
  deleted_at: z.string().nullish(),
  /** Kind 2 is a like. */
  actions_summary: z.array(z.object({ id: z.number(), count: z.number().optional() })).catch([]),
  /** Set by a plug-in. */
  reactions: z.array(z.object({ id: z.string(), count: z.number() })).catch([]),
});
export type RawPost = z.infer<typeof postShape>;

const accountShape = z.object({ ...accountFields, id: z.number() });
export type RawAccount = z.infer<typeof accountShape>;

/** Names, or objects since 2026. */
const tagNames = z
  .array(z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]))
  .catch([]);

const topicFields = {
  id: z.number(),
  title: z.string(),
  slug: z.string().nullish(),
  created_at: moment,
  /** Without those that are deleted. */
  posts_count: z.number(),
  like_count: z.number().default(0),
  closed: z.boolean().nullish(),
  archived: z.boolean().nullish(),
  visible: z.boolean().nullish(),
  category_id: z.number().nullish(),
  tags: tagNames.default([]),
};

export const topicShape = z.object({
  ...topicFields,
  details: z.object({ created_by: accountShape.nullish().catch(undefined) }).default({}),
  post_stream: z.object({
    posts: z.array(z.unknown()),
    /** Ids of all posts, in their order; absent in a topic with too many. */
    stream: z.array(z.number()).optional(),
    lastId: z.number().nullish(),
  }),
});
export type RawTopic = z.infer<typeof topicShape>;

export const listedTopicShape = z.object({
  ...topicFields,
  /** The person who began the topic comes first. */
  posters: z.array(z.object({ user_id: z.number().nullish() })).catch([]),
});
export type RawListedTopic = z.infer<typeof listedTopicShape>;

export const topicListShape = z.object({
  users: z.array(accountShape).catch([]),
  topic_list: z.object({
    more_topics_url: z.string().nullish(),
    topics: z.array(z.unknown()),
  }),
});

export const streamShape = z.object({ post_stream: z.object({ posts: z.array(z.unknown()) }) });

export const latestPostsShape = z.object({ latest_posts: z.array(z.unknown()) });

export const categoryShape = z.object({
  category: z.object({
    id: z.number(),
    name: z.string(),
    slug: z.string(),
    parent_category_id: z.number().nullish(),
  }),
});
export type RawCategory = z.infer<typeof categoryShape>["category"];

export const profileShape = z.object({
  user: accountShape.extend({
    created_at: moment.optional().catch(undefined),
    bio_cooked: z.string().nullish(),
    profile_hidden: z.boolean().nullish(),
  }),
});

export const summaryShape = z.object({
  user_summary: z.object({ topic_count: z.number().optional(), post_count: z.number().optional() }),
});

export const cardsShape = z.object({ users: z.array(accountShape) });

export const actionsShape = z.object({
  user_actions: z.array(z.object({ post_id: z.number().nullish(), topic_id: z.number().nullish() })),
});

export const slugShape = z.object({ topic_id: z.number() });
