import { z } from "zod";
import { byAge } from "../../forum/order.ts";
import type { Post } from "../../forum/post.ts";
import type { Site } from "../../forum/site.ts";
import type { Cursor, Recent, RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import type { Ask } from "./ask.ts";
import { toPost } from "./convert-post.ts";
import { farEnd, type Identified, longestSkip, orders, placesOf, reachesEnd, type Terms } from "./lists.ts";
import { readCommentPage, readPosts, readRecent as readRecentOperation } from "./operations.ts";
import { toBatch } from "./placed.ts";
import type { RawList, RawPlacedComment, RawPost } from "./records.ts";

/** Read again each time, to catch what appears late or shares its millisecond with something already read. */
const overlapMs = 10 * 60_000;
/** Enough for a burst on the busiest site. If the site understands time windows, a quiet poll returns none of them. */
const mostComments = 50;
/** If it does not, every poll returns as many as requested, so request little more than came recently. */
const fewestComments = 10;
const moreComments = 1000;
const firstPosts = 20;
const morePosts = 500;
/** How many reported posts to remember: more than the newest page, since some posts may be hidden for a while. */
const rememberedPosts = 60;

const cursorShape = z.object({
  /** The latest moment seen. Everything older than this, less the overlap, has been reported. */
  at: z.number(),
  /** Comments of the overlap that were reported, with the moment of their last edit. */
  seen: z.record(z.string(), z.number()),
  /** Number of comments that the next poll requests at first. */
  take: z.number().default(mostComments),
  /** Posts already reported, newest first. */
  posts: z.array(z.string()),
  /** Posts that appear but are older than this are not new: newer ones have gone, or visitors can see them again. */
  postsFrom: z.number(),
});
type Position = z.infer<typeof cursorShape>;

interface Reading {
  readonly site: Site;
  readonly ask: Ask;
  readonly now: () => number;
}

type Moment = (comment: RawPlacedComment) => number | null;
const writtenAt: Moment = (comment) => comment.postedAt;
const editedAt: Moment = (comment) => comment.lastEditedAt;
const changedAt = (comment: RawPlacedComment) => Math.max(comment.postedAt, comment.lastEditedAt ?? 0);

/** Reads comments written or edited and posts published since the cursor, with one request unless a list overflows. If there are too many, it starts over. */
export async function readRecent(
  reading: Reading,
  cursor: Cursor | undefined,
  request: RequestOptions,
): Promise<Recent> {
  try {
    return await readSince(reading, cursor, request);
  } catch (error) {
    if (!(error instanceof SourceError) || error.fault !== "too-many") throw error;
    return { ...(await readSince(reading, undefined, request)), hasGap: true };
  }
}

async function readSince(
  reading: Reading,
  cursor: Cursor | undefined,
  request: RequestOptions,
): Promise<Recent> {
  const { site, ask, now } = reading;
  const position = cursor === undefined ? undefined : readCursor(cursor);
  const since = position && position.at - overlapMs;
  const written = termsSince("postedAt", since);
  const edited = termsSince("lastEditedAt", since);
  const take = position?.take ?? mostComments;
  const answer = await ask(
    readRecentOperation,
    {
      written: { ...written, limit: take },
      writtenEnd: endOf("postedAt", written),
      edited: { ...edited, limit: take },
      editedEnd: endOf("lastEditedAt", edited),
      posts: { view: "new", limit: firstPosts },
    },
    request,
  );
  if (position === undefined || since === undefined) {
    const comments = [...answer.written.results, ...answer.edited.results];
    return nothing(writeCursor({ comments, posts: answer.posts.results, now: now(), previous: undefined }));
  }
  const lists = [
    await readBack(reading, {
      ...{ first: answer.written, end: answer.writtenEnd, endTerms: endOf("postedAt", written) },
      ...{ terms: written, moment: writtenAt, since, take, request },
    }),
    await readBack(reading, {
      ...{ first: answer.edited, end: answer.editedEnd, endTerms: endOf("lastEditedAt", edited) },
      ...{ terms: edited, moment: editedAt, since, take, request },
    }),
  ];
  const comments = lists.flatMap(({ results }) => results);
  const posts = await readNewPosts(reading, answer.posts, { position, request });
  const isReported = (comment: RawPlacedComment) => (position.seen[comment._id] ?? -1) >= changedAt(comment);
  const results = comments.filter((comment) => changedAt(comment) >= since && !isReported(comment));
  const batch = toBatch({ results, unreadable: lists.flatMap(({ unreadable }) => unreadable) }, site);
  const isEdited = (post: RawPost) =>
    position.posts.includes(post._id) && (post.contents?.editedAt ?? 0) >= since;
  const editedPosts = posts
    .filter(isEdited)
    .map((post) => toPost(post, site))
    .filter((post) => post.visibility === "visible");
  return {
    ...batch,
    threads: distinctPosts([...batch.threads, ...editedPosts]),
    posts: posts
      .filter((post) => !position.posts.includes(post._id) && post.postedAt >= position.postsFrom)
      .map((post) => toPost(post, site))
      .filter((post) => post.visibility === "visible")
      .sort(byAge),
    changedThreads: [],
    hasGap: false,
    cursor: writeCursor({ comments, posts, now: now(), previous: position }),
  };
}

function termsSince(field: "postedAt" | "lastEditedAt", since: number | undefined): Terms {
  return {
    view: "allRecentComments",
    // Some sites ignore the window (the EA Forum does). There, only the order shows where to stop.
    ...(since === undefined ? {} : { after: new Date(since).toISOString(), timeField: field }),
    orderBy: { [field]: -1, _id: -1 },
  };
}

function endOf(field: "postedAt" | "lastEditedAt", terms: Terms): Terms {
  return farEnd(terms, { [field]: 1, _id: 1 });
}

interface Back {
  /** The newest records of a list, requested with `take`. */
  readonly first: RawList<RawPlacedComment>;
  readonly end: RawList<Identified>;
  readonly terms: Terms;
  readonly endTerms: Terms;
  readonly moment: Moment;
  readonly since: number;
  readonly take: number;
  readonly request: RequestOptions;
}

/** Reads on in a newest-first list until it reaches `since` or ends: first by offset, then in windows if the site has them. */
async function readBack({ site, ask }: Reading, back: Back): Promise<RawList<RawPlacedComment>> {
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
async function readNewPosts(
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

/** Reads a cursor. An unreadable one, perhaps from another version, starts over: a poll that always fails would be worse. */
function readCursor(cursor: Cursor): Position | undefined {
  try {
    return cursorShape.parse(JSON.parse(cursor));
  } catch {
    return undefined;
  }
}

function writeCursor(read: {
  readonly comments: readonly RawPlacedComment[];
  readonly posts: readonly RawPost[];
  readonly now: number;
  readonly previous: Position | undefined;
}): Cursor {
  const latest = Math.max(0, ...read.comments.map(changedAt));
  // A moment in the future would make everything before it look old.
  const at = Math.max(read.previous?.at ?? 0, Math.min(latest, read.now));
  const overlap = read.comments.filter((comment) => changedAt(comment) >= at - overlapMs);
  const newest = read.posts.slice(0, firstPosts);
  const posts = new Set([...newest.map((post) => post._id), ...(read.previous?.posts ?? [])]);
  // Without posts, it is unknown when the first one will have been posted.
  const oldestPostAt = newest.length > 0 ? Math.min(...newest.map((post) => post.postedAt)) : at - overlapMs;
  const since = read.previous && read.previous.at - overlapMs;
  const hasWindows = since !== undefined && read.comments.every((comment) => changedAt(comment) >= since);
  const position: Position = {
    at,
    take: hasWindows ? mostComments : Math.min(mostComments, Math.max(fewestComments, 2 * overlap.length)),
    seen: Object.fromEntries(overlap.map((comment) => [comment._id, changedAt(comment)])),
    posts: [...posts].slice(0, rememberedPosts),
    postsFrom: Math.max(read.previous?.postsFrom ?? 0, oldestPostAt),
  };
  return JSON.stringify(position);
}

function distinctPosts(posts: readonly Post[]): readonly Post[] {
  return [...new Map(posts.map((post) => [post.reference, post])).values()];
}

function nothing(cursor: Cursor): Recent {
  const comments = { comments: [], threads: [], parents: [], unreadable: [], isComplete: true };
  return { ...comments, posts: [], changedThreads: [], hasGap: false, cursor };
}

function tooMany(site: Site): SourceError {
  const message = `more happened on ${site.name} than can be read back`;
  return new SourceError(message, { site: site.name, fault: "too-many", retryable: false });
}
