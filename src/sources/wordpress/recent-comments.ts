import { formatReference, type Reference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { Recent, RequestOptions } from "../source.ts";
import { toBatch } from "./batch.ts";
import { markOf, type Seen, seenComment } from "./recent-cursor.ts";
import { type ReadWindow, type Window, windowLength } from "./recent-window.ts";

/** The newest comments that a poll saw. */
type SeenComments = Pick<Seen, "comments" | "from">;

interface CommentNews extends Omit<Recent, "posts" | "cursor"> {
  readonly seen: SeenComments;
}

/**
 * Reads the newest comments and compares them with those that the last poll saw. That shows more than a cursor could: new ones, late
 * approvals that appear among older ones, edits, and which threads lost a comment. A thread with a late approval is read again,
 * because others in it may be too old for the poll.
 */
export async function readRecentComments(
  site: Site,
  readWindow: ReadWindow,
  seen: SeenComments | undefined,
  request: RequestOptions,
): Promise<CommentNews> {
  const newest = seen?.comments[0]?.[0] ?? seen?.from;
  const window = await readWindow(newest, request);
  const known = new Map(seen?.comments.map(([id, , mark]) => [id, mark] as const));
  const isNews = (id: number, mark?: string) =>
    seen !== undefined && (known.has(id) ? mark !== undefined && known.get(id) !== mark : id > seen.from);
  const records = window.records.filter((raw) => isNews(raw.id, markOf(raw)));
  const unreadable = window.unreadable.filter((id) => seen !== undefined && (id === undefined || isNews(id)));
  const late = records.filter(({ id }) => !known.has(id) && id < (newest ?? 0));
  return {
    ...toBatch({ records, unreadable }, site),
    changedThreads: threadsOf([...lostIn(window, seen), ...late.map(({ post }) => post)], site),
    hasGap: !window.reachesBack,
    seen: remember(window, seen),
  };
}

/** Finds the posts of comments that are no longer among the newest although they should be. */
function lostIn({ records, unreadable, from }: Window, seen: SeenComments | undefined): readonly number[] {
  const present = new Set([...records.map(({ id }) => id), ...unreadable]);
  // An unreadable comment without an id could be any of them.
  if (unreadable.includes(undefined)) return [];
  const lost = (seen?.comments ?? []).filter(([id]) => id >= from && !present.has(id));
  return lost.map(([, post]) => post);
}

function threadsOf(posts: readonly number[], { database }: Site): readonly Reference<"post">[] {
  return [...new Set(posts)].map((post) => formatReference(database, "post", String(post)));
}

/** Remembers the newest comments; unreadable ones keep their previous mark. */
function remember({ records, unreadable, from }: Window, seen: SeenComments | undefined): SeenComments {
  const kept = (seen?.comments ?? []).filter(([id]) => unreadable.includes(id));
  const all = [...records.map(seenComment), ...kept].sort(([a], [b]) => b - a);
  const comments = all.slice(0, windowLength);
  const isCut = comments.length < all.length;
  return { comments, from: isCut ? (comments.at(-1)?.[0] ?? from) : from };
}
