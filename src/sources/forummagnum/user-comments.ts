import { z } from "zod";
import { SourceError } from "../../errors.ts";
import { type Reference, referenceId } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { CommentPage, RequestOptions } from "../source.ts";
import type { RawPlacedComment } from "./answers.ts";
import type { Ask } from "./ask.ts";
import { longestList, longestSkip, orders, type Terms } from "./lists.ts";
import { readCommentIds, readPlacedComments } from "./operations.ts";
import { toBatch } from "./placed.ts";

/** Comments read again at a page's beginning, because deletions move the ones behind them forward. */
const overlap = 10;

const tokenShape = z.object({
  /** How many comments lie before the page, at least when the token was made. */
  offset: z.number().int().nonnegative(),
  /** The last comment already given: only older ones follow. */
  lastAt: z.number(),
  lastId: z.string(),
});
type Token = z.infer<typeof tokenShape>;

interface Reading {
  readonly site: Site;
  readonly ask: Ask;
}

interface Wanted {
  readonly userId: string;
  readonly limit: number;
  readonly token: Token | undefined;
  readonly request: RequestOptions;
}

/**
 * A page of a user's comments, newest first. Pages follow one another by offset as far as the site skips, then by time
 * window; where the site ignores windows they are found from the oldest end, 14,000 comments in all.
 * @throws {SourceError} `too-many` beyond that
 */
export async function readUserComments(
  reading: Reading,
  user: Reference<"user">,
  options: RequestOptions & { readonly limit: number; readonly after?: string },
): Promise<CommentPage> {
  const token = options.after === undefined ? undefined : readToken(options.after, reading.site.name);
  const wanted: Wanted = { userId: referenceId(user), limit: options.limit, token, request: options };
  const found =
    (token?.offset ?? 0) <= longestSkip
      ? await readByOffset(reading, wanted)
      : ((await readByWindow(reading, wanted)) ?? (await readFromTheEnd(reading, wanted)));
  const page = found.slice(0, options.limit);
  const last = page.at(-1);
  const isEnd = found.length <= options.limit || last === undefined;
  const offset = (token?.offset ?? 0) + page.length;
  const next = isEnd ? undefined : JSON.stringify({ offset, lastAt: last.postedAt, lastId: last._id });
  return { ...toBatch(page, reading.site), next };
}

async function readByOffset(reading: Reading, wanted: Wanted): Promise<readonly RawPlacedComment[]> {
  const offset = Math.max(0, (wanted.token?.offset ?? 0) - overlap);
  const limit = wanted.limit + 1 + overlap;
  const comments = await read(reading, { ...ofUser(wanted), offset, limit }, wanted.request);
  return comments.filter((comment) => follows(comment, wanted.token));
}

/** `undefined` when the site does not understand time windows. */
async function readByWindow(
  reading: Reading,
  wanted: Wanted,
): Promise<readonly RawPlacedComment[] | undefined> {
  const { token } = wanted;
  if (token === undefined) return undefined;
  const before = new Date(token.lastAt + 1).toISOString();
  const terms = { ...ofUser(wanted), view: "allRecentComments", before, limit: wanted.limit + 1 + overlap };
  const comments = await read(reading, terms, wanted.request);
  const isIgnored = comments.some((comment) => comment.postedAt > token.lastAt);
  return isIgnored ? undefined : comments.filter((comment) => follows(comment, token));
}

/** Finds the ids first, which are small, then reads the comments of the page by their ids. */
async function readFromTheEnd(reading: Reading, wanted: Wanted): Promise<readonly RawPlacedComment[]> {
  const { ask, site } = reading;
  const count = wanted.limit + 1;
  const places: readonly (readonly [keyof typeof orders, number])[] = [
    ["newest", longestSkip],
    ["oldest", 0],
    ["oldest", longestSkip],
  ];
  for (const [direction, offset] of places) {
    const commentTerms = { ...ofUser(wanted), orderBy: orders[direction], offset, limit: longestList };
    const { comments } = await ask(readCommentIds, { commentTerms }, wanted.request);
    const listed = direction === "newest" ? comments.results : comments.results.toReversed();
    const older = listed.filter((comment) => follows(comment, wanted.token));
    const reachesPage = direction === "newest" ? older.length >= count : older.length < listed.length;
    const isWhole = listed.length < longestList;
    if (!reachesPage && !isWhole) continue;
    const commentIds = older.slice(0, count).map((comment) => comment._id);
    if (commentIds.length === 0) return [];
    return await read(reading, { commentIds, orderBy: orders.newest, limit: count }, wanted.request);
  }
  const message = `the user has written more on ${site.name} than can be read`;
  throw new SourceError(message, { site: site.name, fault: "too-many", retryable: false });
}

/** `orderBy` also keeps comments pinned on the profile from coming first. */
function ofUser({ userId }: Wanted): Terms {
  return { view: "profileComments", userId, orderBy: orders.newest };
}

async function read({ ask }: Reading, commentTerms: Terms, request: RequestOptions) {
  return (await ask(readPlacedComments, { commentTerms }, request)).comments.results;
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
    const message = `the page token of ${site} cannot be read`;
    throw new SourceError(message, { site, fault: "malformed", retryable: false }, { cause });
  }
}
