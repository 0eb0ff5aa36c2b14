import { type Dialect, general } from "../read/context.ts";
import { discourse } from "./discourse/discourse.ts";
import { forummagnum } from "./forummagnum/forummagnum.ts";
import { hackernews } from "./hackernews/hackernews.ts";
import { lemmy } from "./lemmy/lemmy.ts";
import { substack } from "./substack/substack.ts";
import { wordpress } from "./wordpress/wordpress.ts";

/** One line for each kind of site. */
const dialects: Readonly<Record<string, Dialect>> = {
  discourse,
  forummagnum,
  hackernews,
  lemmy,
  substack,
  wordpress,
};

/** Finds a dialect by name. An unknown name, perhaps from a newer version's record, means HTML that all sites share. */
export function dialectOf(name: string): Dialect {
  return Object.hasOwn(dialects, name) ? (dialects[name] ?? general) : general;
}
