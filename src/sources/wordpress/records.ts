import { z } from "zod";

/** The shapes of the API's records, as far as they are used. https://developer.wordpress.org/rest-api/reference/ */

const rendered = z.object({ rendered: z.string() });
const id = z.int().positive();

export const rawComment = z.object({
  id,
  post: z.int().nonnegative(),
  /** 0 at the top. */
  parent: z.int().nonnegative(),
  /** 0 for visitors, who only type a name. */
  author: z.int().nonnegative(),
  author_name: z.string(),
  /** In UTC, without saying so. */
  date_gmt: z.string(),
  content: rendered,
  link: z.string(),
  status: z.string(),
  /** Also `pingback` and `trackback`, which are not comments. */
  type: z.string(),
});
export type RawComment = z.infer<typeof rawComment>;

/** Names of the fields to ask for: a whole record is ten times as large. */
export const commentFields = Object.keys(rawComment.shape).join(",");

/** Something that the API embeds in a record, or the error in its place. */
const embedded = z.array(z.unknown()).optional().catch(undefined);

export const rawPost = z.object({
  id,
  date_gmt: z.string().nullish(),
  modified_gmt: z.string().nullish(),
  link: z.string(),
  title: rendered,
  /** Lists leave the text out. */
  content: z.object({ rendered: z.string().optional(), protected: z.boolean().optional() }).optional(),
  comment_status: z.string().optional(),
  author: z.int().nonnegative().optional(),
  _embedded: z.object({ author: embedded, "wp:term": embedded }).optional().catch(undefined),
});
export type RawPost = z.infer<typeof rawPost>;

const listedFields = "id,date_gmt,modified_gmt,link,title,content.protected,comment_status,author";
/** Parameters of a list of posts. The names of authors and tags are separate records, so they are embedded. */
export const listedPost = { _fields: `${listedFields},_links,_embedded`, _embed: "author,wp:term" } as const;

export const rawUser = z.object({
  id,
  name: z.string(),
  slug: z.string(),
  link: z.string(),
  /** Read only when the user is asked for alone. */
  description: z.string().optional(),
});
export type RawUser = z.infer<typeof rawUser>;

export const rawTerm = z.object({
  id,
  name: z.string(),
  slug: z.string(),
  link: z.string().optional(),
  taxonomy: z.string(),
});
export type RawTerm = z.infer<typeof rawTerm>;

export const rawIdentified = z.object({ id });

export const rawError = z.object({ code: z.string() });
