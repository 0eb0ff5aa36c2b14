import { byAge } from "../../forum/order.ts";
import type { Post } from "../../forum/post.ts";
import type { Cursor, Recent, RequestOptions } from "../source.ts";
import { isRefusal } from "./ask.ts";
import { commentReference, topicReference } from "./convert-comment.ts";
import { readNewest } from "./newest-posts.ts";
import { learnParents, placeKnown } from "./parents.ts";
import type { RawPosts } from "./raw-posts.ts";
import type { Reading } from "./reading.ts";
import { isChanged, type Position, readCursor, writeCursor } from "./recent-cursor.ts";
import type { RawPost } from "./records.ts";
import { openTopic } from "./topics.ts";
import { isComment, visibilityOf } from "./visibility.ts";

/** The most answers whose parents one poll asks for. The topics of the others are read again if they are followed. */
const mostParents = 10;
/** The most new topics that one poll asks for. The lists of the follows that want others find them. */
const mostTopics = 20;

/**
 * Reads the posts since the cursor, and what changed among the newest ones, with one request unless there is more than one page. A
 * new topic costs another request, and so does an answer to a comment that is not known.
 */
export async function readRecent(
  reading: Reading,
  cursor: Cursor | undefined,
  request: RequestOptions,
): Promise<Recent> {
  const position = readCursor(cursor);
  const { page, fresh, isCut } = await readNewest(reading, position?.last, request);
  const next = writeCursor(page.posts, position);
  const isLost = cursor !== undefined && position === undefined;
  if (position === undefined || isCut)
    return { ...nothing, hasGap: isCut || isLost, isCursorUnreadable: isLost, cursor: next };
  const changed = page.posts.filter((post) => post.id <= position.last && isChanged(position, post));
  const { placed, unplaced } = await place(reading, [...fresh, ...changed].filter(isShownComment), request);
  return {
    ...nothing,
    comments: placed,
    threads: await readTopics(reading, changed, request),
    posts: (await readTopics(reading, fresh, request)).toSorted(byAge),
    parents: parentsIn(reading, placed, page.posts),
    unreadable: page.unreadable.map((id) => commentReference(id, reading.site)),
    changedThreads: changedThreads(reading, [...unplaced.map(topicOf), ...vanishedFrom(position, page)]),
    cursor: next,
  };
}

const nothing = {
  ...{ comments: [], threads: [], parents: [], unreadable: [], isComplete: true },
  ...{ posts: [], changedThreads: [], hasGap: false },
} satisfies Omit<Recent, "cursor">;

function isShownComment(post: RawPost): boolean {
  return isComment(post) && visibilityOf(post) === "visible";
}

/** Places comments below those that they answer, as far as a few requests go. */
async function place(reading: Reading, posts: readonly RawPost[], request: RequestOptions) {
  const { unplaced } = placeKnown(reading, posts);
  await learnParents(reading, unplaced.slice(0, mostParents), request);
  return placeKnown(reading, posts);
}

/** Reads the topics that begin with some of these posts. */
async function readTopics(
  reading: Reading,
  posts: readonly RawPost[],
  request: RequestOptions,
): Promise<readonly Post[]> {
  const read: Post[] = [];
  const firsts = posts.filter(({ post_number }) => post_number === 1);
  for (const { topic_id } of firsts.slice(0, mostTopics)) {
    const topic = await openTopic(reading, topic_id, request);
    if (!isRefusal(topic)) read.push(topic.post);
  }
  return read;
}

/** Finds the comments that others answer, among the posts that came with them. */
function parentsIn(reading: Reading, comments: Recent["comments"], posts: readonly RawPost[]) {
  const wanted = new Set(comments.map(({ parent }) => parent));
  return placeKnown(
    reading,
    posts.filter((post) => isShownComment(post) && wanted.has(commentReference(post.id, reading.site))),
  ).placed;
}

/** Finds the topics of posts that a page should show there, since it reaches that far, but does not. */
function vanishedFrom({ posts }: Position, page: RawPosts): readonly number[] {
  const shown = page.posts.filter((post) => visibilityOf(post) === "visible");
  const topics = new Map(shown.map(({ id, topic_id }) => [id, topic_id]));
  const from = Math.min(...topics.keys(), ...page.unreadable);
  return Object.entries(posts).flatMap(([key, [topic, mark]]) => {
    const id = Number(key);
    const isThere = topics.get(id) === topic || page.unreadable.includes(id);
    return mark !== "" && id >= from && !isThere ? [topic] : [];
  });
}

function topicOf({ topic_id }: RawPost): number {
  return topic_id;
}

function changedThreads({ site }: Reading, topics: readonly number[]): Recent["changedThreads"] {
  return [...new Set(topics)].map((topic) => topicReference(topic, site));
}
