import { z } from "zod";
import { type Reference, referenceId } from "../../forum/reference.ts";
import type { CommentPage, RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import type { Reading } from "./ask.ts";
import { farEnd, longestList, longestSkip, orders, placesOf, reachesEnd, type Terms } from "./lists.ts";
import { readCommentIds, readCommentPage, readPlacedComments } from "./operations.ts";
import { toBatch } from "./placed.ts";
import type { RawPlacedComment } from "./records.ts";

/** Comments read again at a page's beginning, because deletions move later ones forward. */
const overlap = 10;
/** How much more of a window to read if nothing in it may be shown. */
const widening = 5;

const tokenShape = z.object({
  /** The least number of comments before the page when the token was made. */
  offset: z.number().int().nonnegative(),
  /** The last comment returned: only older ones follow. */
  lastAt: z.number(),
  lastId: z.string(),
});
type Token = z.infer<typeof tokenShape>;

interface Wanted {
  readonly userId: string;
  readonly limit: number;
  readonly token: Token | undefined;
  readonly request: RequestOptions;
}

/**
 * Reads a page of a user's comments, newest first. Continues by offset as far as the site skips, then by time window. If the site
 * ignores windows, starts from the oldest end: 14,000 comments in all.
 * @throws {SourceError} `too-many` beyond that
 */
export async function readUserComments(
  reading: Reading,
  user: Reference<"user">,
  options: RequestOptions & { readonly limit: number; readonly after?: string },
): Promise<CommentPage> {
  const token = options.after === undefined ? undefined : readToken(options.after, reading.site.name);
  const wanted: Wanted = { userId: referenceId(user), limit: options.limit, token, request: options };
  const part =
    (await readByOffset(reading, wanted)) ??
    (await readByWindow(reading, wanted)) ??
    (await readFromTheEnd(reading, wanted));
  const page = part.following.slice(0, options.limit);
  const last = page.at(-1);
  const isEnd = last === undefined || (part.isLast && page.length === part.following.length);
  const next = isEnd
    ? undefined
    : JSON.stringify({ offset: part.offsetAfter(last), lastAt: last.postedAt, lastId: last._id });
  return { ...toBatch({ results: page, unreadable: part.unreadable }, reading.site), next };
}

/** Comments after the token. */
interface Part {
  readonly following: readonly RawPlacedComment[];
  readonly unreadable: readonly string[];
  /** True if nothing comes after them. */
  readonly isLast: boolean;
  /** The least position in the list after one of them. */
  readonly offsetAfter: (comment: RawPlacedComment) => number;
}

/** `undefined` if the site does not skip that far. */
async function readByOffset(reading: Reading, wanted: Wanted): Promise<Part | undefined> {
  const limit = wanted.limit + 1 + overlap;
  let offset = Math.max(0, (wanted.token?.offset ?? 0) - overlap);
  while (offset <= longestSkip) {
    const { page, isLast } = await read(reading, wanted, { ...ofUser(wanted), offset, limit });
    const { results, unreadable } = page;
    const following = results.filter((comment) => follows(comment, wanted.token));
    const from = offset;
    if (following.length > 0 || isLast)
      return { following, unreadable, isLast, offsetAfter: (comment) => from + results.indexOf(comment) + 1 };
    // Newer comments may have pushed the whole page back since the token was made, or none of it may be shown.
    offset += placesOf(page) === 0 ? limit : placesOf(page);
  }
  return undefined;
}

/** `undefined` if the site does not understand time windows. */
async function readByWindow(reading: Reading, wanted: Wanted): Promise<Part | undefined> {
  const { token } = wanted;
  if (token === undefined) return undefined;
  const before = new Date(token.lastAt + 1).toISOString();
  for (let limit = wanted.limit + 1 + overlap; ; limit = Math.min(longestList, widening * limit)) {
    const terms = { ...ofUser(wanted), view: "allRecentComments", before, limit };
    const { page, isLast } = await read(reading, wanted, terms);
    const { results, unreadable } = page;
    if (results.some((comment) => comment.postedAt > token.lastAt)) return undefined;
    const following = results.filter((comment) => follows(comment, token));
    const offsetAfter = () => token.offset;
    if (following.length > 0 || isLast) return { following, unreadable, isLast, offsetAfter };
    if (limit === longestList) return undefined;
  }
}

/** Finds the ids first, which are small, then reads the comments of the page by their ids. */
async function readFromTheEnd(reading: Reading, wanted: Wanted): Promise<Part> {
  const { ask, site } = reading;
  const count = wanted.limit + 1;
  const places: readonly (readonly [keyof typeof orders, number])[] = [
    ["newest", longestSkip],
    ["oldest", 0],
    ["oldest", longestSkip],
  ];
  for (const [direction, offset] of places) {
    const list = ofUser(wanted);
    const listTerms = { ...list, orderBy: orders[direction], offset, limit: longestList };
    const endTerms = farEnd(list, orders[direction === "newest" ? "oldest" : "newest"]);
    const { comments, end } = await ask(
      readCommentIds,
      { comments: listTerms, end: endTerms },
      wanted.request,
    );
    const listed = direction === "newest" ? comments.results : comments.results.toReversed();
    const older = listed.filter((comment) => follows(comment, wanted.token));
    const reachesPage = direction === "newest" ? older.length >= count : older.length < listed.length;
    const isWhole = reachesEnd(comments, end);
    if (!reachesPage && !isWhole) continue;
    const commentIds = older.slice(0, count).map((comment) => comment._id);
    const offsetAfter = () => wanted.token?.offset ?? 0;
    if (commentIds.length === 0) return { following: [], unreadable: [], isLast: true, offsetAfter };
    const terms = { commentIds, orderBy: orders.newest, limit: count };
    const { results: following, unreadable } = (
      await ask(readPlacedComments, { comments: terms }, wanted.request)
    ).comments;
    const isLast = older.length <= count && (direction === "newest" ? isWhole : offset === 0);
    return { following, unreadable, isLast, offsetAfter };
  }
  const message = `the user has written more on ${site.name} than the site lets anyone read`;
  throw new SourceError(message, { site: site.name, fault: "too-many", retryable: false });
}

/** `orderBy` also keeps comments pinned on the profile from coming first. */
function ofUser({ userId }: Wanted): Terms {
  return { view: "profileComments", userId, orderBy: orders.newest };
}

async function read({ ask }: Reading, wanted: Wanted, commentTerms: Terms) {
  const endTerms = farEnd(ofUser(wanted), orders.oldest);
  const { comments: page, end } = await ask(
    readCommentPage,
    { comments: commentTerms, end: endTerms },
    wanted.request,
  );
  return { page, isLast: reachesEnd(page, end) };
}

function follows(
  comment: { readonly _id: string; readonly postedAt: number },
  token: Token | undefined,
): boolean {
  if (token === undefined || comment.postedAt < token.lastAt) return true;
  return comment.postedAt === token.lastAt && comment._id < token.lastId;
}

function readToken(text: string, site: string): Token {
  try {
    return tokenShape.parse(JSON.parse(text));
  } catch (cause) {
    const message = `the page token for ${site} cannot be read`;
    throw new SourceError(message, { site, fault: "malformed", retryable: false }, { cause });
  }
}
