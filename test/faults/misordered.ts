import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { mirroredIds, visibleIds } from "../e2e/reading.ts";

/** A poll asks again for comments up to this much older than its cursor. */
const overlapMs = 10 * 60_000;

/**
 * Lists the comments that are out of order in a forum post. Comments that existed at the first reading come in reading order, and
 * later ones after them as they arrived. Those that arrived together come in reading order: a parent before its replies, and a
 * sibling after an older one. Assumes that nothing was hidden, moved or deleted.
 */
export function misordered(
  thread: LoopbackThread,
  forum: LoopbackForum,
  database: string,
  postId: string,
): readonly string[] {
  const shown = mirroredIds(thread);
  const records = forum.database(database).comments;
  const writtenAt = (id: string) => Date.parse(records.get(id)?.postedAt ?? "");
  const answered = (operation: string) =>
    forum.requests
      .filter((request) => request.operation === operation && request.status === 200)
      .map(({ at }) => at);
  const beginnings = answered("ReadThread").map((at) =>
    visibleIds(forum, database, postId, (comment) => Date.parse(comment.postedAt) <= at),
  );
  // A first reading that a kill interrupted is repeated and finds more.
  const first = beginnings.find(
    (ids) =>
      ids.length > 0 && ids.join() === shown.slice(0, ids.length).join() && isBehind(shown, ids.length),
  );
  if (first === undefined) return ["the backfill is not in reading order"];
  const polls = forum.requests
    .filter(({ operation }) => operation === "ReadRecent")
    .map(({ at, variables }) => ({ at, cursor: cursorOf(variables) }));
  // A poll that died with the bot separates nothing. One that finished left its cursor to the next.
  const isTold = (older: number, newer: number) =>
    polls.some(({ at, cursor }) => at < newer && cursor >= older);
  const live = shown.slice(first.length);
  const places = new Map(shown.map((id, place) => [id, place]));
  return live.flatMap((id, index) => {
    const record = records.get(id);
    const parent = record?.parentCommentId ?? undefined;
    const isEarly = parent !== undefined && (places.get(parent) ?? 0) > (places.get(id) ?? 0);
    const later = live.slice(index + 1).filter((other) => writtenAt(other) < writtenAt(id));
    const overtaken = later.filter((other) => {
      const isSibling = records.get(other)?.parentCommentId === record?.parentCommentId;
      return isSibling || isTold(writtenAt(other), writtenAt(id));
    });
    return [
      ...(isEarly ? [`${id} stands before what it answers`] : []),
      ...overtaken.map((other) => `${id} stands before the older ${other}`),
    ];
  });

  function isBehind(ids: readonly string[], count: number): boolean {
    const latest = Math.max(...ids.slice(0, count).map(writtenAt));
    return ids.slice(count).every((id) => writtenAt(id) >= latest);
  }
}

/** Returns the time (ms) up to which a poll knew everything; 0 for the first. */
function cursorOf(variables: Readonly<Record<string, unknown>>): number {
  const terms = variables.writtenTerms;
  const after = typeof terms === "object" && terms !== null && "after" in terms ? terms.after : undefined;
  return typeof after === "string" ? Date.parse(after) + overlapMs : 0;
}
