import type { Reference } from "../../forum/reference.ts";
import type { Source } from "../../sources/source.ts";
import type { LedgerRow } from "../../store/ledger/ledger-row.ts";
import type { MirrorContext } from "../context.ts";
import { contentHash } from "../plan.ts";
import type { OpenThread } from "../starter/planned-thread.ts";
import { groupMessages, type MessageRun, type ReadMessage } from "./group-messages.ts";

/**
 * Tells the ledger about every message that the bot has in a thread. Interrupted sends become `sent` or `planned`. Comments that an
 * older copy of the database lacks are taken over and compared by delivery. A beginning without an end is deleted and sent again.
 * Interrupted sends must be old enough to have arrived.
 * @throws {DiscordError} if Discord cannot be read; then nothing may be sent there
 */
export async function reconcileThread(context: MirrorContext, open: OpenThread): Promise<void> {
  const { ledger } = context.store;
  const { id } = open.thread;
  const unknown = await readUnknown(context, open);
  const rest = await settle(context, await ledger.recovery.interrupted(id), unknown);
  const { runs, incomplete } = groupMessages(rest);
  for (const run of runs) await takeOver(context, open, run);
  for (const message of incomplete) await context.publisher.delete(open.destination, message);
  // A comment that was taken over is no longer interrupted.
  for (const row of await ledger.recovery.interrupted(id)) await ledger.parts.markUnsent(row.id);
  if (rest.length === 0) return;
  context.log.warn(
    { thread: id, comments: runs.length, deleted: incomplete.length },
    "found messages that the ledger did not know",
  );
}

/** Reads the bot's messages after the last one that the ledger knows. */
async function readUnknown(
  { store, publisher }: MirrorContext,
  { thread, destination }: OpenThread,
): Promise<readonly ReadMessage[]> {
  const known = await store.ledger.recovery.knownMessages(thread.id);
  const last = [...known].reduce<string | undefined>(later, undefined);
  const replies = await store.replies.messagesIn(destination.threadId);
  const unknown: ReadMessage[] = [];
  for (const message of await publisher.listMessages(destination, last)) {
    if (known.has(message.messageId) || replies.has(message.messageId)) continue;
    const content = await publisher.readContent(destination, message);
    if (content !== undefined) unknown.push({ ...message, content });
  }
  return unknown;
}

/** Finds out which interrupted sends arrived. Returns the other messages. */
async function settle(
  { store, log }: MirrorContext,
  rows: readonly LedgerRow[],
  unknown: readonly ReadMessage[],
): Promise<readonly ReadMessage[]> {
  let rest = unknown;
  for (const row of rows) {
    const found = rest.find(({ content }) => contentHash(content) === row.contentHash);
    log.info(
      { comment: row.comment, part: row.part, arrived: found !== undefined },
      "settled an interrupted send",
    );
    if (found === undefined) continue;
    // The comment may have changed since; delivery compares.
    await store.ledger.parts.markSent(row.id, found, undefined);
    rest = rest.filter((message) => message !== found);
  }
  return rest;
}

async function takeOver(
  { store, publisher }: MirrorContext,
  { thread, destination, source }: OpenThread,
  { permalink, messages }: MessageRun,
): Promise<void> {
  const comment = commentAt(source, permalink);
  if (comment === undefined) return;
  const gone = new Set<string>();
  // The comment lost parts and got new ones since. The lost parts must not count as removed by a moderator.
  for (const { state, messageId } of await store.ledger.comments.rowsOf(thread.id, comment)) {
    if (messageId === undefined || state === "removed") continue;
    if (!(await publisher.hasMessage(destination, messageId))) gone.add(messageId);
  }
  const shown = messages.map((message) => ({ ...message, contentHash: contentHash(message.content) }));
  await store.ledger.recovery.takeOver(thread.id, comment, shown, gone);
}

function commentAt(source: Source, permalink: URL): Reference<"comment"> | undefined {
  const link = source.parseUrl(permalink);
  return link?.kind === "comment" ? link.reference : undefined;
}

/** Returns the newer id. Snowflakes grow with time: https://discord.com/developers/docs/reference#snowflakes */
function later(a: string | undefined, b: string): string {
  return a === undefined || BigInt(b) > BigInt(a) ? b : a;
}
