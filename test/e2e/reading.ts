import type { Answer } from "loopback-discord/driver/answer.ts";
import { interactiveComponents } from "loopback-discord/driver/find-component.ts";
import type { LoopbackMessage } from "loopback-discord/driver/message.ts";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import type { CommentRecord } from "loopback-forum/records.ts";

/**
 * Lists the ids of the comments in a forum post, in the order of their messages: the last part of every comment ends with its
 * permalink.
 */
export function mirroredIds(thread: LoopbackThread): readonly string[] {
  return thread.messages.flatMap(({ content }) => {
    const closing = content.split("\n").at(-1) ?? "";
    const id = /^-# .*[?&]commentId=([A-Za-z0-9]{17})/.exec(closing)?.[1];
    return id === undefined ? [] : [id];
  });
}

/**
 * Returns the parts of each comment, without the small lines that the mirror adds.
 * @param hasReactions true if a comment's last part also has a line of reactions
 */
export function messagesById(
  thread: LoopbackThread,
  hasReactions: (id: string) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const comments = new Map<string, readonly string[]>();
  let parts: string[] = [];
  for (const { content } of thread.messages.slice(1)) {
    const lines = content.split("\n");
    const id = /^-# .*[?&]commentId=([A-Za-z0-9]{17})/.exec(lines.at(-1) ?? "")?.[1];
    while (parts.length === 0 && /^-# (↩|Answer$|on )/.test(lines[0] ?? "")) lines.shift();
    if (id !== undefined) lines.pop();
    if (id !== undefined && hasReactions(id)) lines.pop();
    parts.push(lines.join("\n"));
    if (id === undefined) continue;
    comments.set(id, parts);
    parts = [];
  }
  return comments;
}

/** Lists what a visitor may see on a post, in reading order, without using the bot's own code for that order. */
export function visibleIds(
  forum: LoopbackForum,
  database: string,
  postId: string,
  isThere: (comment: CommentRecord) => boolean = () => true,
): readonly string[] {
  const comments = [...forum.database(database).comments.values()].filter(
    (comment) => comment.postId === postId && isVisible(comment) && isThere(comment),
  );
  const ids = new Set(comments.map((comment) => comment._id));
  const under = (parent: string | null): readonly string[] =>
    comments
      .filter(({ parentCommentId }) => (ids.has(parentCommentId ?? "") ? parentCommentId : null) === parent)
      .sort((a, b) => Date.parse(a.postedAt) - Date.parse(b.postedAt) || (a._id < b._id ? -1 : 1))
      .flatMap((comment) => [comment._id, ...under(comment._id)]);
  return under(null);
}

/** Returns whether a visitor sees it. */
export function isVisible(comment: CommentRecord): boolean {
  return (
    !comment.deleted &&
    !comment.rejected &&
    !comment.draft &&
    !comment.authorIsUnreviewed &&
    !comment.debateResponse
  );
}

/** Returns the contents of all messages. */
export function shown(thread: LoopbackThread | undefined): string {
  return thread?.messages.map(({ content }) => content).join("\n") ?? "";
}

/** Returns everything that an answer says, and where its buttons lead. */
export function said(answer: Answer): string {
  const first = answer.interaction.original === undefined ? [] : [answer.message];
  return [...first, ...answer.followUps].flatMap((message) => [message.text, ...linksOf(message)]).join("\n");
}

/** Returns the addresses that the buttons of a message open, as `label: address`. */
export function linksOf(message: LoopbackMessage): readonly string[] {
  return interactiveComponents(message).flatMap(({ label, url }) =>
    url === undefined ? [] : [`${label}: ${url}`],
  );
}

/** Returns the text of block quotes as it is written. */
export function quotedLines(text: string): string {
  return text
    .split("\n")
    .filter((line) => line.startsWith("> "))
    .map((line) => line.slice(2))
    .join("\n");
}
