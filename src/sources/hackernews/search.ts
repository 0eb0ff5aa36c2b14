import type { RequestOptions } from "../source.ts";
import type { Unreadable } from "../unreadable-records.ts";
import { malformed, type Reading } from "./reading.ts";
import { hitShape, pageShape, type RawHit } from "./records.ts";
import { stateOfNode } from "./state.ts";

/** The most hits of one search, whatever the page. */
export const longestSearch = 1000;

/** The fields that the bot reads; whole answers are many times larger. */
const fields = "author,created_at_i,title,points,comment_text,parent_id,story_id,_tags";

export interface Search {
  /** Commas mean "and"; within brackets they mean "or". */
  readonly tags: string;
  /** Bounds on numbers, such as `points>=100`; all must hold. */
  readonly bounds?: readonly string[];
  readonly limit: number;
}

export interface Hits {
  /** Newest first. */
  readonly hits: readonly RawHit[];
  /** True if there are older ones. */
  readonly isMore: boolean;
  /** Hits of the answer, including those that could not be read. */
  readonly length: number;
}

/** Searches live stories and comments by date. The index is up to a minute late, and leaves out whatever is deleted or dead. */
export async function search(
  { site, algolia, unreadable }: Reading,
  { tags, bounds = [], limit }: Search,
  request: RequestOptions,
): Promise<Hits> {
  const query = new URLSearchParams({
    tags,
    hitsPerPage: `${Math.min(limit, longestSearch)}`,
    attributesToRetrieve: fields,
    attributesToHighlight: "none",
    ...(bounds.length === 0 ? {} : { numericFilters: bounds.join(",") }),
  });
  const page = await algolia(`search_by_date?${query}`, pageShape, request);
  if (page === undefined) throw malformed(site, "has no search");
  const faults: Unreadable[] = [];
  const hits = page.hits.flatMap((hit) => {
    const read = hitShape.safeParse(hit);
    if (read.success) return [read.data];
    const problem = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
    faults.push({ kind: "record", place: "hits", id: idIn(hit), problem });
    return [];
  });
  unreadable.note("search", faults);
  return { hits, isMore: page.nbHits > page.hits.length, length: page.hits.length };
}

export function isCommentHit({ _tags: tags }: RawHit): boolean {
  return tags.includes("comment");
}

/** Returns whether visitors see the text of a comment that was found. */
export function stateOfHit({ author, comment_text: text }: RawHit) {
  return stateOfNode({ author, text });
}

function idIn(hit: unknown): string | undefined {
  const read = hitShape.pick({ objectID: true }).safeParse(hit);
  return read.success ? read.data.objectID : undefined;
}
