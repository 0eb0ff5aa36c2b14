import { DiscordError } from "../errors.ts";
import type { Comment } from "../forum/comment.ts";
import type { Source } from "../sources/source.ts";
import type { Follow } from "../store/follows.ts";
import type { LedgerRow } from "../store/ledger/ledger-row.ts";
import { longestPutOffMs } from "../store/ledger/queue.ts";
import type { ShownVotes } from "../store/ledger/votes.ts";
import type { GuildSettings } from "../store/settings.ts";
import type { MirroredThread } from "../store/threads/mirrored-thread.ts";
import { belongsTo } from "./belongs-to.ts";
import type { MirrorContext } from "./context.ts";
import { settleLostMessage } from "./lost-message.ts";
import { contentHash, isMuted, type PartAction, planParts } from "./plan.ts";
import { postedKey } from "./posted-key.ts";
import type { Destination } from "./publisher.ts";
import { readComment } from "./read-through.ts";
import { type Parent, type RenderedComment, renderComment, renderMoved } from "./render.ts";
import { votesOn } from "./votes.ts";

const firstEditRetryMs = 5 * 60_000;
const lastEditRetryMs = 6 * 60 * 60_000;

/** A thread whose forum post exists. */
export interface OpenThread {
  readonly follow: Follow;
  readonly thread: MirroredThread;
  readonly destination: Destination;
  readonly source: Source;
}

/**
 * Brings the messages of one comment to what they should be, one recorded step at a time.
 * @throws {DiscordError} when a step failed; the ledger says how far it came
 */
export async function deliverComment(
  context: MirrorContext,
  open: OpenThread,
  row: LedgerRow,
): Promise<void> {
  const { ledger } = context.store;
  const comment = await readComment(context, open.source, row.comment, { priority: "sweep" });
  const settings = await context.store.settings.ofGuild(open.follow.guildId);
  // Nothing can be said of what the site does not have and the archive has lost.
  if (comment === undefined || comment.visibility === "withheld") {
    await takeDown(context, open, row);
    return;
  }
  const isUnsent = row.part === 0 && row.messageId === undefined;
  const isElsewhere = await wasMoved(context, open, comment);
  if (
    (comment.visibility === "hidden" && row.messageId === undefined) ||
    (isUnsent && isElsewhere) ||
    (isUnsent && isMuted(comment, settings.mutedAuthors))
  ) {
    // Gone or unwanted between being seen and being sent: there is nothing to show.
    await forgetUnsent(context, open.thread.id, row);
    return;
  }
  if ((isElsewhere || comment.visibility !== "visible") && settings.deletions === "remove") {
    await takeDown(context, open, row);
    return;
  }
  const rendered = {
    ...(await render(context, open, { comment, row, settings, isElsewhere })),
    shown: { ...votesOn(comment, open.source.site), atMs: context.clock.now() },
    source: row.sourceHash,
  };
  await ledger.parts.plan(row, rendered.parts.length);
  const contents = rendered.parts.map((part) => part.content);
  const before = await ledger.comments.rowsOf(open.thread.id, row.comment);
  // From the end: where a message is found gone, those before it still say whether the comment ended with them.
  for (const action of planParts(contents, before).filter(isChange).toReversed())
    await carryOut(context, open, rendered, before, action);
  // Planned anew, as a message that a moderator removed shows only when it is to be changed.
  const after = await ledger.comments.rowsOf(open.thread.id, row.comment);
  for (const action of planParts(contents, after).filter((action) => !isChange(action)))
    await carryOut(context, open, rendered, after, action);
  if (!isUnsent) await ledger.votes.markShown(open.thread.id, row.comment, rendered.shown);
  if (contents.length > 1)
    await context.archive.posted.put([{ reference: postedKey(open.thread.id, row.comment), contents }]);
}

function isChange({ kind }: PartAction): boolean {
  return kind === "edit" || kind === "keep";
}

/** A user's page goes wherever the user does. */
async function wasMoved(
  context: MirrorContext,
  { thread, source }: OpenThread,
  comment: Comment,
): Promise<boolean> {
  if (thread.post === undefined || comment.visibility !== "visible") return false;
  return (await belongsTo(context, source, thread, comment)) === false;
}

/** A comment as it is to be shown, with the votes that it shows. */
interface ShownComment extends RenderedComment {
  readonly shown: ShownVotes;
  /** Hash of the state that the ledger had of it before it was read. */
  readonly source: string;
}

interface Delivered {
  readonly comment: Comment;
  readonly row: LedgerRow;
  readonly settings: GuildSettings;
  readonly isElsewhere: boolean;
}

async function render(
  context: MirrorContext,
  open: OpenThread,
  { comment, row, settings, isElsewhere }: Delivered,
): Promise<RenderedComment> {
  const { archive, language } = context;
  const { follow, source } = open;
  const { showsScore, mutedAuthors } = settings;
  const found =
    comment.parent === undefined ? undefined : await findParent(context, open, comment, comment.parent);
  const isParentMuted = found?.comment !== undefined && isMuted(found.comment, mutedAuthors);
  const parent = found !== undefined && isParentMuted ? { ...found, comment: undefined } : found;
  const namesPost = isElsewhere || follow.target.kind === "user";
  const post = namesPost ? await archive.posts.get(comment.thread) : undefined;
  const previous =
    row.messageId === undefined
      ? undefined
      : await archive.posted.get(postedKey(open.thread.id, row.comment));
  const placement = { site: source.site, parent, post, previous: previous?.contents ?? [], showsScore };
  return isElsewhere
    ? renderMoved(comment, placement, language)
    : renderComment(comment, placement, language);
}

async function findParent(
  context: MirrorContext,
  { follow, thread, destination, source }: OpenThread,
  comment: Comment,
  reference: Comment["reference"],
): Promise<Parent> {
  const { archive, store, publisher } = context;
  // Only the top of a subtree answers something outside what the thread itself was read with.
  const isOutside = comment.reference === thread.subject;
  const messageId = await store.ledger.comments.firstMessage(thread.id, reference);
  return {
    comment: isOutside
      ? await readComment(context, source, reference, { priority: "sweep" })
      : await archive.comments.get(reference),
    jumpLink:
      messageId === undefined
        ? undefined
        : publisher.messageLink(follow.guildId, destination.threadId, messageId),
  };
}

async function carryOut(
  context: MirrorContext,
  open: OpenThread,
  rendered: ShownComment,
  rows: readonly LedgerRow[],
  action: PartAction,
): Promise<void> {
  const { ledger } = context.store;
  switch (action.kind) {
    case "keep":
      if (action.row.state === "stale") await ledger.parts.markCurrent(action.row.id, rendered.source);
      return;
    case "send":
      return await send(context, open, rendered, rows[action.part], action.part);
    case "edit":
      return await edit(context, open, rendered, action.row);
    case "delete":
      return await remove(context, open, action.row);
  }
}

async function send(
  context: MirrorContext,
  open: OpenThread,
  rendered: ShownComment,
  row: LedgerRow | undefined,
  index: number,
): Promise<void> {
  const { publisher, clock } = context;
  const { ledger, threads } = context.store;
  const part = rendered.parts[index];
  if (part === undefined || row === undefined) return;
  await publisher.prepare(open.destination);
  await ledger.parts.markSending(row.id, contentHash(part.content), clock.now());
  try {
    const message = await publisher.send(open.destination, rendered.persona, part);
    await ledger.parts.markSent(row.id, message, rendered.source, index === 0 ? rendered.shown : undefined);
  } catch (error) {
    if (!(error instanceof DiscordError) || error.fault.kind === "unconfirmed") throw error;
    if (error.fault.kind === "refused") {
      context.log.error({ err: error, comment: row.comment, part: index }, "discord refused a message");
      await ledger.parts.markRefused(row.id);
      return;
    }
    await ledger.parts.markUnsent(row.id);
    throw error;
  }
  await threads.markActive(open.thread.id, clock.now());
}

async function edit(
  context: MirrorContext,
  open: OpenThread,
  rendered: ShownComment,
  row: LedgerRow,
): Promise<void> {
  const { ledger } = context.store;
  const part = rendered.parts[row.part];
  if (part === undefined || row.messageId === undefined) return;
  try {
    await context.publisher.edit(
      open.destination,
      { messageId: row.messageId, webhookId: row.webhookId },
      part,
    );
    await ledger.parts.markEdited(row.id, contentHash(part.content), rendered.source);
  } catch (error) {
    if (await putOff(context, row, error)) return;
    if (!(await settleLostMessage(context, open, row, error))) throw error;
  }
}

/** Discord limits edits of old messages: they are tried again later, the more rarely the longer they wait. */
async function putOff({ store, clock, random, log }: MirrorContext, row: LedgerRow, error: unknown) {
  if (!(error instanceof DiscordError) || error.fault.kind !== "edit-too-old") return false;
  const { threadId, messageId = "", waitingSinceMs } = row;
  const now = clock.now();
  const waitedMs = Math.max(0, now - (waitingSinceMs ?? now));
  const patienceMs = Math.min(lastEditRetryMs, Math.max(firstEditRetryMs, waitedMs / 2));
  const putOffMs = Math.max(error.fault.retryAfterMs ?? 0, patienceMs) * (1 + random() / 4);
  const retryAtMs = Math.round(now + Math.min(longestPutOffMs, putOffMs));
  log.info({ thread: threadId, retryAtMs }, "discord limits edits of old messages; they are put off");
  await store.ledger.queue.putOffEdits(threadId, messageId, retryAtMs);
  return true;
}

async function remove(context: MirrorContext, open: OpenThread, row: LedgerRow): Promise<void> {
  if (row.messageId !== undefined && row.state !== "removed") {
    try {
      await context.publisher.delete(open.destination, {
        messageId: row.messageId,
        webhookId: row.webhookId,
      });
    } catch (error) {
      if (!(await settleLostMessage(context, open, row, error))) throw error;
      // What still stands there stays in the ledger.
      if (!isGone(error)) return;
    }
  }
  await context.store.ledger.parts.forget(row.id);
}

function isGone(error: unknown): boolean {
  return error instanceof DiscordError && error.fault.kind === "message-gone";
}

/** Removes all messages of a comment; where a moderator was first, the ledger remembers that. */
async function takeDown(context: MirrorContext, open: OpenThread, { comment }: LedgerRow): Promise<void> {
  for (const row of await context.store.ledger.comments.rowsOf(open.thread.id, comment)) {
    if (row.state !== "removed") await remove(context, open, row);
  }
  await context.archive.posted.remove([postedKey(open.thread.id, comment)]);
}

async function forgetUnsent(context: MirrorContext, threadId: number, row: LedgerRow): Promise<void> {
  const { ledger } = context.store;
  for (const part of await ledger.comments.rowsOf(threadId, row.comment)) {
    if (part.messageId === undefined) await ledger.parts.forget(part.id);
    else await ledger.parts.markCurrent(part.id, part.sourceHash);
  }
}
