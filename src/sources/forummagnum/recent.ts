import { z } from "zod";
import { SourceError } from "../../errors.ts";
import type { Post } from "../../forum/post.ts";
import type { Site } from "../../forum/site.ts";
import type { Cursor, Recent, RequestOptions } from "../source.ts";
import type { RawPlacedComment, RawPost } from "./answers.ts";
import type { Ask } from "./ask.ts";
import { toPost } from "./convert-post.ts";
import { longestSkip, type Terms } from "./lists.ts";
import { readPlacedComments, readPosts, readRecent as readRecentOperation } from "./operations.ts";
import { toBatch } from "./placed.ts";

/** Read again each time, for what appears late or shares its millisecond with something already read. */
const overlapMs = 10 * 60_000;
/** Enough for a burst on the busiest site. Where the site knows time windows, a quiet poll carries none of them. */
const mostComments = 50;
/** Where it does not, every poll carries as many as it asks for: hardly more than came of late. */
const fewestComments = 10;
const moreComments = 1000;
const firstPosts = 20;
const morePosts = 500;

const cursorShape = z.object({
  /** The latest moment seen; what is older than this less the overlap has been reported. */
  at: z.number(),
  /** Comments of the overlap that have been reported, with the moment of their last edit. */
  seen: z.record(z.string(), z.number()),
  /** How many comments the next poll asks for at first. */
  take: z.number().default(mostComments),
  /** The newest posts, all reported. */
  posts: z.array(z.string()),
  /** When the oldest of them was posted; 0 when they are all there are. */
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

/** Comments written or edited and posts that appeared since the cursor; one request unless a list overflows. */
export async function readRecent(
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
      writtenTerms: { ...written, limit: take },
      editedTerms: { ...edited, limit: take },
      postTerms: { view: "new", limit: firstPosts },
    },
    request,
  );
  if (position === undefined || since === undefined) {
    const comments = [...answer.written.results, ...answer.edited.results];
    return nothing(writeCursor({ comments, posts: answer.posts.results, now: now(), previous: undefined }));
  }
  const back = { since, take, request };
  const comments = [
    ...(await readBack(reading, answer.written.results, { ...back, terms: written, moment: writtenAt })),
    ...(await readBack(reading, answer.edited.results, { ...back, terms: edited, moment: editedAt })),
  ];
  const posts = await readNewPosts(reading, answer.posts.results, { position, request });
  const isReported = (comment: RawPlacedComment) => (position.seen[comment._id] ?? -1) >= changedAt(comment);
  const batch = toBatch(
    comments.filter((comment) => changedAt(comment) >= since && !isReported(comment)),
    site,
  );
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
      .sort((a, b) => a.postedAtMs - b.postedAtMs),
    cursor: writeCursor({ comments, posts, now: now(), previous: position }),
  };
}

function termsSince(field: "postedAt" | "lastEditedAt", since: number | undefined): Terms {
  return {
    view: "allRecentComments",
    // Where the site ignores the window (the EA Forum does), the order alone tells where to stop.
    ...(since === undefined ? {} : { after: new Date(since).toISOString(), timeField: field }),
    orderBy: { [field]: -1, _id: -1 },
  };
}

/** Reads a newest-first list on until it reaches `since`: by offset first, then in windows where the site has them. */
async function readBack(
  { site, ask }: Reading,
  first: readonly RawPlacedComment[],
  back: {
    readonly terms: Terms;
    readonly moment: Moment;
    readonly since: number;
    readonly take: number;
    readonly request: RequestOptions;
  },
): Promise<readonly RawPlacedComment[]> {
  const read = new Map(first.map((comment) => [comment._id, comment]));
  let page = first;
  let limit = back.take;
  let offset = 0;
  let before: number | undefined;
  while (page.length >= limit) {
    const oldest = back.moment(page.at(-1) as RawPlacedComment);
    if (oldest === null || oldest < back.since) break;
    offset += page.length;
    if (offset > longestSkip) {
      if (before === oldest + 1) throw tooMany(site);
      offset = 0;
      before = oldest + 1;
    }
    limit = moreComments;
    const window = before === undefined ? {} : { before: new Date(before).toISOString() };
    const commentTerms = { ...back.terms, ...window, limit, offset };
    page = (await ask(readPlacedComments, { commentTerms }, back.request)).comments.results;
    const newest = page[0] && back.moment(page[0]);
    if (before !== undefined && newest !== null && newest !== undefined && newest >= before)
      throw tooMany(site);
    for (const comment of page) read.set(comment._id, comment);
  }
  return [...read.values()];
}

async function readNewPosts(
  { ask }: Reading,
  first: readonly RawPost[],
  { position, request }: { readonly position: Position; readonly request: RequestOptions },
): Promise<readonly RawPost[]> {
  const isCaughtUp = first.length < firstPosts || first.some((post) => position.posts.includes(post._id));
  if (isCaughtUp || position.posts.length === 0) return first;
  return (await ask(readPosts, { postTerms: { view: "new", limit: morePosts } }, request)).posts.results;
}

/** A cursor that cannot be read, of another version say, begins anew: a poll that always fails would be worse. */
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
  // A moment in the future would make everything until then look old.
  const at = Math.max(read.previous?.at ?? 0, Math.min(latest, read.now));
  const overlap = read.comments.filter((comment) => changedAt(comment) >= at - overlapMs);
  const posts = read.posts.slice(0, firstPosts);
  const since = read.previous && read.previous.at - overlapMs;
  const hasWindows = since !== undefined && read.comments.every((comment) => changedAt(comment) >= since);
  const position: Position = {
    at,
    take: hasWindows ? mostComments : Math.min(mostComments, Math.max(fewestComments, 2 * overlap.length)),
    seen: Object.fromEntries(overlap.map((comment) => [comment._id, changedAt(comment)])),
    posts: posts.map((post) => post._id),
    postsFrom: posts.length < firstPosts ? 0 : Math.min(...posts.map((post) => post.postedAt)),
  };
  return JSON.stringify(position);
}

function distinctPosts(posts: readonly Post[]): readonly Post[] {
  return [...new Map(posts.map((post) => [post.reference, post])).values()];
}

function nothing(cursor: Cursor): Recent {
  return { comments: [], threads: [], parents: [], posts: [], cursor };
}

function tooMany(site: Site): SourceError {
  const message = `more happened on ${site.name} than can be read back; start again without a cursor`;
  return new SourceError(message, { site: site.name, fault: "too-many", retryable: false });
}
