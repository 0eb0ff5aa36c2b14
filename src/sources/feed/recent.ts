import type { Comment } from "../../forum/comment.ts";
import type { Post } from "../../forum/post.ts";
import { isReferenceTo, type Reference } from "../../forum/reference.ts";
import type { Cursor, Recent, RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { toPost } from "./convert.ts";
import { type Reading, readSiteComments } from "./reading.ts";
import { keyOf, readCursor, type Seen, textName, writeCursor } from "./recent-cursor.ts";

/** The most pages to read in one poll. The next one reads the others. */
const mostPages = 10;

const nothing: Seen = { texts: new Map(), pages: new Set() };

/**
 * Reads the feed and returns what is new or changed in it. A page counts as a new post when its first comment is seen. If the feed
 * has nothing in common with what was seen before, comments may have come and gone between two polls.
 */
export async function readRecent(
  reading: Reading,
  cursor: Cursor | undefined,
  request: RequestOptions,
): Promise<Recent> {
  const last = readCursor(cursor);
  const before = last ?? nothing;
  const listed = await readSiteComments(reading, request);
  const isKnown = ({ reference }: Comment) => before.texts.has(keyOf(reference));
  const hasJumped = before.texts.size > 0 && listed.length > 0 && !listed.some(isKnown);
  const isNews = (comment: Comment) => before.texts.get(keyOf(comment.reference)) !== textName(comment);
  const comments = last === undefined ? [] : listed.filter(isNews).reverse();
  const news = new Set(comments);
  const answered = new Set(comments.map(({ parent }) => parent));
  const { posts, known } =
    last === undefined
      ? { posts: [], known: pagesOf(listed) }
      : await readNewPages(reading, pagesOf(comments), before, request);
  const texts = new Map(before.texts);
  for (const comment of [...listed].reverse()) {
    texts.delete(keyOf(comment.reference));
    texts.set(keyOf(comment.reference), textName(comment));
  }
  return {
    comments,
    threads: [],
    parents: listed.filter((comment) => answered.has(comment.reference) && !news.has(comment)),
    unreadable: [],
    isComplete: true,
    posts,
    changedThreads: [],
    hasGap: cursor !== undefined && (last === undefined || hasJumped),
    isCursorUnreadable: cursor !== undefined && last === undefined,
    cursor: writeCursor({ texts, pages: new Set([...before.pages, ...known.map(keyOf)]) }),
  };
}

/** Reads pages that no poll has seen; `known` are those that the next poll need not read. */
async function readNewPages(
  { site, pages, ids }: Reading,
  references: readonly Reference<"post">[],
  before: Seen,
  request: RequestOptions,
): Promise<{ readonly posts: readonly Post[]; readonly known: readonly Reference<"post">[] }> {
  const posts: Post[] = [];
  const known: Reference<"post">[] = [];
  const added = references.filter((reference) => !before.pages.has(keyOf(reference)));
  for (const reference of added.slice(0, mostPages)) {
    const address = await ids.addressOf(reference);
    if (address === undefined) continue;
    try {
      const facts = await pages.readForList(reference, address, request);
      if (facts !== undefined) posts.push(toPost(facts, site));
      known.push(reference);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
    }
  }
  return { posts, known };
}

function pagesOf(comments: readonly Comment[]): readonly Reference<"post">[] {
  const pages = new Set(comments.map(({ thread }) => thread));
  return [...pages].filter((page) => isReferenceTo(page, "post"));
}
