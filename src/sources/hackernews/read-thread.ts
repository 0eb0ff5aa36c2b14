import type { Comment } from "../../forum/comment.ts";
import type { Completeness, Post, Thread } from "../../forum/post.ts";
import { isReferenceTo, type Reference } from "../../forum/reference.ts";
import type { RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { below } from "./below.ts";
import { idOf } from "./convert-comment.ts";
import { postOfNode } from "./convert-post.ts";
import { readItem, readPostOf } from "./items.ts";
import type { Reading } from "./reading.ts";
import type { RawItem } from "./records.ts";

/**
 * Reads a story with its comments: the story from the official API, which also counts them, and the comments from Algolia's tree.
 * Without the count, or while Algolia lags behind it, the thread is not complete.
 */
export async function readThread(
  reading: Reading,
  thread: Reference<"post" | "tag">,
  request: RequestOptions,
): Promise<Thread | undefined> {
  if (!isReferenceTo(thread, "post")) return undefined;
  const id = idOf(thread);
  const item = await readItemOrError(reading, id, request);
  if (item instanceof SourceError || item === undefined) {
    const read = await below(reading, { id, storyId: id, item: undefined }, request);
    const post = read?.root && postOfNode(read.root, reading.site);
    if (read !== undefined && post !== undefined) return toThread(post, read, { kind: "window" });
    if (item === undefined) return undefined;
    throw item;
  }
  const post = await readPostOf(reading, item, request);
  if (post.visibility !== "visible") return undefined;
  const total = item.descendants ?? 0;
  if (total === 0) return { ...toThread(post, nothing, { kind: "complete" }), isCountedEmpty: true };
  const read = (await below(reading, { id, storyId: id, item }, request)) ?? nothing;
  return toThread(post, read, completenessOf(read, total));
}

interface Read {
  readonly comments: readonly Comment[];
  readonly unreadable: readonly Reference<"comment">[];
  /** Number of comments found, including those that are gone. */
  readonly found: number;
}

const nothing: Read = { comments: [], unreadable: [], found: 0 };

/** The site may or may not count comments that are gone, so it is enough to find as many as it counts. */
function completenessOf({ comments, found }: Read, total: number): Completeness {
  if (found >= total) return { kind: "complete" };
  return { kind: "partial", total: comments.length + total - found };
}

function toThread(post: Post, { comments, unreadable }: Read, completeness: Completeness): Thread {
  const commentCount = completeness.kind === "partial" ? completeness.total : comments.length;
  return {
    post: { ...post, commentCount },
    comments,
    completeness,
    unreadable,
    isCountedEmpty: false,
  };
}

async function readItemOrError(
  reading: Reading,
  id: number,
  request: RequestOptions,
): Promise<RawItem | SourceError | undefined> {
  try {
    return await readItem(reading, id, request);
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
}
