import type { Site } from "../forum/site.ts";
import { openForumMagnum } from "./forummagnum/forummagnum.ts";
import type { HttpOptions } from "./http.ts";
import type { Source } from "./source.ts";

/** The kinds of sites, each in a folder of its own. */
const kinds: Readonly<Record<string, (site: Site, options: HttpOptions) => Source>> = {
  forummagnum: openForumMagnum,
};

/** @throws {RangeError} for a kind that does not exist, which the configuration has ruled out */
export function openSource(site: Site, options: HttpOptions): Source {
  const open = kinds[site.kind];
  if (open === undefined) throw new RangeError(`no kind of site is called ${site.kind}`);
  return open(site, options);
}
