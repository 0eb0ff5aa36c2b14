import { formatReference, type Reference } from "../../forum/reference.ts";
import type { Recent, RequestOptions } from "../source.ts";
import type { Reading } from "./ask.ts";
import { askForPublicList } from "./ask-for-list.ts";
import { toBatch } from "./batch.ts";
import { markOf, type Seen, seenComment } from "./recent-cursor.ts";
import { commentFields, type RawComment, rawComment } from "./records.ts";

/** How many of the newest comments each poll compares with those of the last one. */
const windowLength = 50;
/** The most requests with which to reach back to the last poll. */
const mostPages = 10;

/** The newest comments that a poll saw. */
type SeenComments = Pick<Seen, "comments" | "from">;

interface CommentNews extends Omit<Recent, "posts" | "cursor"> {
  readonly seen: SeenComments;
}

interface Window {
  /** Newest first. */
  readonly records: readonly RawComment[];
  readonly unreadable: readonly (number | undefined)[];
  /** Every comment that visitors see and that has at least this id is among them. */
  readonly from: number;
  readonly reachesBack: boolean;
}

/**
 * Reads the newest comments and compares them with those that the last poll saw. That shows more than a cursor could: new ones, late
 * approvals that appear among older ones, edits, and which threads lost a comment.
 */
export async function readRecentComments(
  reading: Reading,
  seen: SeenComments | undefined,
  request: RequestOptions,
): Promise<CommentNews> {
  const newest = seen?.comments[0]?.[0] ?? seen?.from;
  const window = await readWindow(reading, newest, request);
  const known = new Map(seen?.comments.map(([id, , mark]) => [id, mark] as const));
  const isNews = (id: number, mark?: string) =>
    seen !== undefined && (known.has(id) ? mark !== undefined && known.get(id) !== mark : id > seen.from);
  const records = window.records.filter((raw) => isNews(raw.id, markOf(raw)));
  const unreadable = window.unreadable.filter((id) => seen !== undefined && (id === undefined || isNews(id)));
  return {
    ...toBatch({ records, unreadable }, reading.site),
    changedThreads: lostIn(window, seen, reading),
    hasGap: !window.reachesBack,
    seen: remember(window, seen),
  };
}

async function readWindow(
  reading: Reading,
  newest: number | undefined,
  request: RequestOptions,
): Promise<Window> {
  const records = new Map<number, RawComment>();
  const unreadable: (number | undefined)[] = [];
  const query = { orderby: "id", order: "desc", per_page: windowLength, _fields: commentFields };
  for (let page = 1; ; page += 1) {
    const asked = { route: "comments", query, shape: rawComment, page };
    const list = await askForPublicList(reading, asked, request);
    for (const raw of list.records) records.set(raw.id, raw);
    unreadable.push(...list.unreadable);
    const lowest = Math.min(...records.keys(), ...unreadable.flatMap((id) => id ?? []));
    const reachesBack = list.isLast || newest === undefined || lowest <= newest;
    if (reachesBack || page === mostPages)
      return {
        records: [...records.values()],
        unreadable,
        from: list.isLast ? 0 : lowest,
        reachesBack,
      };
  }
}

/** Finds the posts of comments that are no longer among the newest although they should be. */
function lostIn(
  { records, unreadable, from }: Window,
  seen: SeenComments | undefined,
  { site }: Reading,
): readonly Reference<"post">[] {
  const present = new Set([...records.map(({ id }) => id), ...unreadable]);
  // One of unknown id may be any of them.
  if (unreadable.includes(undefined)) return [];
  const lost = (seen?.comments ?? []).filter(([id]) => id >= from && !present.has(id));
  return [...new Set(lost.map(([, post]) => post))].map((post) =>
    formatReference(site.database, "post", String(post)),
  );
}

/** Remembers the newest; unreadable ones keep the mark that they had. */
function remember({ records, unreadable, from }: Window, seen: SeenComments | undefined): SeenComments {
  const kept = (seen?.comments ?? []).filter(([id]) => unreadable.includes(id));
  const all = [...records.map(seenComment), ...kept].sort(([a], [b]) => b - a);
  const comments = all.slice(0, windowLength);
  const isCut = comments.length < all.length;
  return { comments, from: isCut ? (comments.at(-1)?.[0] ?? from) : from };
}
