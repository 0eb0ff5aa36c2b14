import { z } from "zod";

const id = z.number().int().positive();
const text = z.string().nullish();
const number = z.number().nullish();

/** One item of the official API: a story, comment, job, poll or option of a poll. Only its id is always there. Times are in seconds. */
export const itemShape = z.object({
  id,
  type: text,
  by: text,
  time: number,
  text,
  title: text,
  url: text,
  score: number,
  /** Number of comments on a story, at any depth. */
  descendants: number,
  /** Direct answers, best first. A deleted item has none, even if there are answers to it. */
  kids: z.array(id).nullish(),
  parent: number,
  /** The poll of an option. */
  poll: number,
  /** The options of a poll. */
  parts: z.array(id).nullish(),
  deleted: z.boolean().nullish(),
  dead: z.boolean().nullish(),
});
export type RawItem = z.infer<typeof itemShape>;

export const userShape = z.object({
  id: z.string(),
  created: number,
  karma: number,
  about: text,
});
export type RawUser = z.infer<typeof userShape>;

export const idsShape = z.array(id);
export const updatesShape = z.object({ items: idsShape });

/**
 * One node of Algolia's tree, whose children are read one by one. A deleted or dead node has at least an id and children; whether
 * the other fields are null or missing depends on the version of the server.
 */
export const nodeShape = z.object({
  id,
  author: text,
  text,
  title: text,
  url: text,
  points: number,
  created_at_i: number,
  story_id: number,
  parent_id: number,
  children: z.array(z.unknown()).nullish(),
});
export type RawNode = z.infer<typeof nodeShape>;

/** A story or comment that Algolia's search found. */
export const hitShape = z.object({
  objectID: z.string().regex(/^[1-9]\d*$/),
  author: text,
  created_at_i: z.number(),
  title: text,
  points: number,
  comment_text: text,
  parent_id: number,
  story_id: number,
  _tags: z.array(z.string()),
});
export type RawHit = z.infer<typeof hitShape>;

export const pageShape = z.object({ hits: z.array(z.unknown()), nbHits: z.number() });
