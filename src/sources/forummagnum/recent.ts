import { byAge } from "../../forum/order.ts";
import type { Post } from "../../forum/post.ts";
import type { Cursor, Recent, RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import type { Reading } from "./ask.ts";
import { toPost } from "./convert-post.ts";
import { farEnd, type Terms } from "./lists.ts";
import { readRecent as readRecentOperation } from "./operations.ts";
import { toBatch } from "./placed.ts";
import { readBack, readNewPosts } from "./read-back.ts";
import { changedAt, firstPosts, mostComments, readCursor, sinceOf, writeCursor } from "./recent-cursor.ts";
import type { RawPlacedComment, RawPost } from "./records.ts";

interface Polling extends Reading {
  readonly now: () => number;
}

type Moment = (comment: RawPlacedComment) => number | null;
const writtenAt: Moment = (comment) => comment.postedAt;
const editedAt: Moment = (comment) => comment.lastEditedAt;

/** Reads comments written or edited and posts published since the cursor, with one request unless a list overflows. If there are too many, it starts over. */
export async function readRecent(
  reading: Polling,
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
  reading: Polling,
  cursor: Cursor | undefined,
  request: RequestOptions,
): Promise<Recent> {
  const { site, ask, now } = reading;
  const position = readCursor(cursor);
  const since = position && sinceOf(position);
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
    const start = writeCursor({ comments, posts: answer.posts.results, now: now(), previous: undefined });
    return { ...nothing(start), hasGap: cursor !== undefined, isCursorUnreadable: cursor !== undefined };
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

function distinctPosts(posts: readonly Post[]): readonly Post[] {
  return [...new Map(posts.map((post) => [post.reference, post])).values()];
}

function nothing(cursor: Cursor): Recent {
  const comments = { comments: [], threads: [], parents: [], unreadable: [], isComplete: true };
  return { ...comments, posts: [], changedThreads: [], hasGap: false, cursor };
}
