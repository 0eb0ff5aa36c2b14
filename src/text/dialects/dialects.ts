import { type Dialect, general } from "../read/context.ts";
import { forummagnum } from "./forummagnum/forummagnum.ts";

/** One kind of site a line. */
const dialects: Readonly<Record<string, Dialect>> = { forummagnum };

/** The dialect of a body. A name that no line has, as in the records of a newer version, means the HTML that all sites share. */
export function dialectOf(name: string): Dialect {
  return Object.hasOwn(dialects, name) ? (dialects[name] ?? general) : general;
}
