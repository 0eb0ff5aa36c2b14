import type { Site } from "../../forum/site.ts";
import type { RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import type { Reading } from "./ask.ts";
import { farEnd, type Identified, longestSkip, orders, placesOf, reachesEnd, type Terms } from "./lists.ts";
import { readCommentPage, readPosts } from "./operations.ts";
import { firstPosts, mostComments, type Position } from "./recent-cursor.ts";
import type { RawList, RawPlacedComment, RawPost } from "./records.ts";

const moreComments = 1000;
const morePosts = 500;

interface Back {
  /** The newest records of a list, requested with `take`. */
  readonly first: RawList<RawPlacedComment>;
  readonly end: RawList<Identified>;
  readonly terms: Terms;
  readonly endTerms: Terms;
  readonly moment: (comment: RawPlacedComment) => number | null;
  readonly since: number;
  readonly take: number;
  readonly request: RequestOptions;
}

/** Reads on in a newest-first list until it reaches `since` or ends: first by offset, then in windows if the site has them. */
export async function readBack({ site, ask }: Reading, back: Back): Promise<RawList<RawPlacedComment>> {
  const { moment, since } = back;
  const read = new Map(back.first.results.map((comment) => [comment._id, comment]));
  const unreadable = new Set(back.first.unreadable);
  let { first: page, end } = back;
  let limit = back.take;
  let offset = 0;
  let before: number | undefined;
  const isReachedBack = () => {
    const last = page.results.at(-1);
    const oldest = last && moment(last);
    return oldest === null || (oldest !== undefined && oldest < since);
  };
  while (!isReachedBack() && !reachesEnd(page, end)) {
    const places = placesOf(page);
    offset += places === 0 ? limit : places;
    if (offset > longestSkip) {
      const oldest = Math.min(...[...read.values()].map((comment) => moment(comment) ?? since));
      if (before === oldest + 1) throw tooMany(site);
      offset = 0;
      before = oldest + 1;
    }
    limit = places >= limit ? moreComments : Math.min(moreComments, Math.max(mostComments, 2 * places));
    const window = before === undefined ? {} : { before: new Date(before).toISOString() };
    const comments = { ...back.terms, ...window, limit, offset };
    const variables = { comments, end: back.endTerms };
    ({ comments: page, end } = await ask(readCommentPage, variables, back.request));
    if (placesOf(page) === 0) break;
    const newest = page.results[0] && moment(page.results[0]);
    if (before !== undefined && newest !== null && newest !== undefined && newest >= before)
      throw tooMany(site);
    for (const comment of page.results) read.set(comment._id, comment);
    for (const id of page.unreadable) unreadable.add(id);
  }
  return { results: [...read.values()], unreadable: [...unreadable] };
}

/** Reads on in the newest posts until one is known, or older than the known ones. An empty page ends them. */
export async function readNewPosts(
  { ask }: Reading,
  first: RawList<RawPost>,
  { position, request }: { readonly position: Position; readonly request: RequestOptions },
): Promise<readonly RawPost[]> {
  const read = new Map(first.results.map((post) => [post._id, post]));
  let page = first;
  const isCaughtUp = () =>
    page.results.some(({ _id, postedAt }) => position.posts.includes(_id) || postedAt < position.postsFrom);
  const isEmpty = () => placesOf(page) === 0;
  if (isEmpty() && position.posts.length === 0) return [];
  let offset = placesOf(first) || firstPosts;
  while (!isCaughtUp() && offset <= longestSkip) {
    const variables = {
      posts: { view: "new", limit: morePosts, offset },
      end: farEnd({ view: "new" }, orders.oldest),
    };
    const answer = await ask(readPosts, variables, request);
    page = answer.posts;
    for (const post of page.results) read.set(post._id, post);
    if (isEmpty() || reachesEnd(page, answer.end)) break;
    offset += placesOf(page);
  }
  return [...read.values()];
}

function tooMany(site: Site): SourceError {
  const message = `more happened on ${site.name} than can be read back`;
  return new SourceError(message, { site: site.name, fault: "too-many", retryable: false });
}
