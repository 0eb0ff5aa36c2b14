import type { Kept } from "../../archive/shelf.ts";
import { sourceOf } from "../../finding/each-database.ts";
import type { FoundComment } from "../../finding/find-comment.ts";
import { readComments } from "../../finding/read-through.ts";
import type { Comment } from "../../forum/comment.ts";
import type { CommentCount, CommentSort } from "../../forum/comment-search.ts";
import type { Reference } from "../../forum/reference.ts";
import type { Language } from "../../language/english.ts";
import { UserError } from "../../language/user-error.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import { readQuestion } from "../../search/question.ts";
import { chosenByOperator } from "../../sources/public/chosen-by.ts";
import type { Source } from "../../sources/source.ts";
import { SourceError } from "../../sources/source-error.ts";
import { findAuthor, findPost, findSite } from "./find-filters.ts";
import type { Lookup, LookupPlace } from "./lookup-place.ts";
import { readDate } from "./read-date.ts";

/** The options as typed. */
export interface LookupOptions {
  readonly text: string | undefined;
  readonly author: string | undefined;
  readonly post: string | undefined;
  readonly site: string | undefined;
  readonly since: string | undefined;
  readonly until: string | undefined;
  readonly minScore: number | undefined;
  readonly sort: CommentSort | undefined;
}

export interface LookupPage {
  readonly found: readonly KeptComment[];
  /** Number of results on all pages. */
  readonly total: CommentCount;
  /** Where the next page begins; `undefined` at the end. */
  readonly more: LookupPlace | undefined;
}

export type KeptComment = FoundComment & { readonly writing: Kept<Comment> };

type Context = Pick<MirrorContext, "sources" | "archive" | "clock">;

const lookupPageLength = 5;
/** More results than anyone pages through. */
export const mostCounted = 1_000;
/** How many times the index is asked to continue if it finds little, or finds comments that are no longer kept. */
const longestSearch = 4;

/**
 * Parses a search. Asks a site only for an author or post given by an address that the archive does not know.
 * @throws {UserError} for a filter that cannot be understood
 */
export async function readLookup(
  context: Context,
  options: LookupOptions,
  language: Language,
): Promise<Lookup> {
  const { text, minScore } = options;
  if (text !== undefined) requireSearchable(text, options);
  const now = { nowMs: context.clock.now(), language };
  const sinceMs = options.since === undefined ? undefined : readDate(options.since, "since", now);
  const untilMs = options.until === undefined ? undefined : readDate(options.until, "until", now);
  if (sinceMs !== undefined && untilMs !== undefined && sinceMs >= untilMs)
    throw new UserError((say) => say.lookup.emptyTime);
  const site = options.site === undefined ? undefined : findSite(context.sources, options.site).name;
  if (minScore !== undefined) requireScores(context, site);
  const author =
    options.author === undefined ? undefined : await findAuthor(context, options.author, language);
  const post = options.post === undefined ? undefined : await findPost(context, options.post, language);
  const sort = options.sort ?? (text === undefined ? "newest" : "relevance");
  return { text, author, post, site, sinceMs, untilMs, minScore, sort };
}

/** @throws {UserError} if comments on the searched sites have no scores */
function requireScores({ sources }: Context, site: string | undefined): void {
  const asked =
    site === undefined
      ? chosenByOperator(sources)
      : [...sources.values()].filter((source) => source.site.name === site);
  const [first] = asked;
  if (first === undefined || asked.some(({ capabilities }) => capabilities.scores.comments)) return;
  throw new UserError((say) => say.lacking.scores(first.site.title));
}

/**
 * Reads one page, and asks a site for comments that the index found and the archive lacks. The page may be short or empty with more
 * to come.
 * @throws {SourceError} if the page would be empty because a site cannot be read
 */
export async function readLookupPage(
  context: Context,
  place: LookupPlace,
  back: string,
): Promise<LookupPage> {
  const { lookup } = place;
  const site = lookup.site === undefined ? undefined : context.sources.get(lookup.site)?.site;
  const query = { ...lookup, author: lookup.author?.reference, post: lookup.post?.reference, site };
  const found: KeptComment[] = [];
  let after = place.after;
  for (let round = 0; round < longestSearch && found.length < lookupPageLength; round += 1) {
    const limit = lookupPageLength - found.length;
    const page = await context.archive.search.search({ ...query, after, limit });
    found.push(...(await readFound(context, page.references, lookup.site)));
    after = page.next;
    if (after === undefined) break;
  }
  const shown = place.shown + found.length;
  if (after === undefined) return { found, total: { count: shown, isMore: false }, more: undefined };
  const counted =
    place.total ?? (await context.archive.search.count({ ...query, limit: mostCounted }, mostCounted));
  // The count may have been cut short, or more comments may have been written since.
  const total = { ...counted, count: Math.max(counted.count, shown) };
  return { found, total, more: { lookup, after, shown, total, back } };
}

/** @throws {UserError} for words that cannot be searched for */
function requireSearchable(text: string, { author, post, site }: LookupOptions): void {
  const { terms, without, shortBeginning } = readQuestion(text);
  if (shortBeginning !== undefined) throw new UserError((say) => say.lookup.shortBeginning(shortBeginning));
  if (terms.length > 0) return;
  if (without.length === 0) throw new UserError((say) => say.lookup.onlySigns);
  const isWithin = author !== undefined || post !== undefined || site !== undefined;
  if (!isWithin) throw new UserError((say) => say.lookup.onlyWithout);
}

async function readFound(
  context: Context,
  references: readonly Reference<"comment">[],
  site: string | undefined,
): Promise<readonly KeptComment[]> {
  const { sources, archive } = context;
  const comments = await readKept(context, references, site);
  const posts = await archive.posts.getMany([...comments.values()].map(({ thread }) => thread));
  return references.flatMap((reference) => {
    const writing = comments.get(reference);
    const source = sourceFor(sources, reference, site);
    if (writing?.visibility !== "visible" || source === undefined) return [];
    return [{ source, writing, post: posts.get(writing.thread) }];
  });
}

/** @throws {SourceError} if nothing can be shown because a site cannot be read */
async function readKept(
  context: Context,
  references: readonly Reference<"comment">[],
  site: string | undefined,
): Promise<ReadonlyMap<Reference<"comment">, Kept<Comment>>> {
  const comments = new Map<Reference<"comment">, Kept<Comment>>();
  const ofSource = Map.groupBy(references, (reference) => sourceFor(context.sources, reference, site));
  for (const [source, own] of ofSource) {
    if (source === undefined) continue;
    try {
      const read = await readComments(context, source, own, { priority: "member" });
      for (const [reference, comment] of read) comments.set(reference, comment);
    } catch (error) {
      if (!(error instanceof SourceError) || ofSource.size === 1) throw error;
    }
  }
  return comments;
}

function sourceFor(
  sources: Context["sources"],
  reference: Reference<"comment">,
  site: string | undefined,
): Source | undefined {
  return (site === undefined ? undefined : sources.get(site)) ?? sourceOf({ sources }, reference);
}
