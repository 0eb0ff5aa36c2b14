import { z } from "zod";

/** The shapes of a publication's answers, as far as they are used. No document describes them, so little is required. */

const id = z.int().positive();
const text = z.string().nullish();
const count = z.number().nullish();
/** A number, or the number of each emoji. */
const likes = z
  .union([z.number(), z.record(z.string(), z.number())])
  .nullish()
  .catch(undefined);

export const bylineShape = z.object({ id, name: text, handle: text, photo_url: text });
export type RawByline = z.infer<typeof bylineShape>;

export const postShape = z.object({
  id,
  slug: z.string(),
  title: text,
  subtitle: text,
  post_date: text,
  /** Anything but `everyone` needs a subscription. */
  audience: text,
  comment_count: count,
  child_comment_count: count,
  reaction_count: likes,
  reactions: likes,
  /** Says who may comment: `everyone`, `only_paid` or `none`. */
  write_comment_permissions: text,
  publishedBylines: z.array(z.unknown()).nullish().catch(undefined),
  /** `null` in lists. */
  body_html: text,
});
export type RawPost = z.infer<typeof postShape>;

/** One comment of the tree, whose answers are read one by one. */
export const nodeShape = z.object({
  id,
  user_id: count,
  name: text,
  handle: text,
  photo_url: text,
  date: text,
  edited_at: text,
  body: text,
  /** The same text with its formatting, as a document of the editor; missing on old comments. */
  body_json: z.unknown().optional(),
  deleted: z.boolean().nullish(),
  status: text,
  suppressed: z.boolean().nullish(),
  reaction_count: likes,
  reactions: likes,
  pinned_by_user_id: count,
  children: z.array(z.unknown()).nullish(),
});
export type RawNode = z.infer<typeof nodeShape>;

export const identified = z.object({ id });

export const treeShape = z.object({
  comments: z.array(z.unknown()),
  /** Comments that wait for a moderator. Nothing but their ids is read. */
  automod_hidden_comments: z.array(z.unknown()).nullish().catch(undefined),
});
