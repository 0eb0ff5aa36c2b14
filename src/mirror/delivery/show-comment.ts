import { postedKey } from "../../archive/open-archive.ts";
import type { Comment } from "../../forum/comment.ts";
import type { LedgerRow } from "../../store/ledger/ledger-row.ts";
import { currentGuard, UnitLost } from "../../units/while-held.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";
import { contentHash, type PartAction, planParts } from "../plan.ts";
import type { OpenThread } from "../starter/planned-thread.ts";
import { deleteMessage, editMessage } from "./change-message.ts";
import { isUnsent } from "./comment-fate.ts";
import { countSent } from "./count-sent.ts";
import { renderInThread, type ShownComment, type WantedInThread } from "./render-in-thread.ts";

/**
 * Changes the messages of a comment until they show it: first existing ones, then new and surplus ones.
 * @throws {DiscordError} if a step failed; the ledger records the progress
 */
export async function showComment(
  context: MirrorContext,
  open: OpenThread,
  wanted: WantedInThread,
): Promise<void> {
  const { ledger } = context.store;
  const { comment, row } = wanted;
  const readRows = () => ledger.comments.rowsOf(open.thread.id, row.comment);
  const known = await readRows();
  const shown = await renderInThread(context, open, wanted, known);
  if (shown.parts.length > known.length) await ledger.parts.plan(row, shown.parts.length);
  const contents = shown.parts.map((part) => part.content);
  const before = await readRows();
  // The thread ended meanwhile.
  if (before.length === 0) return;
  const changes = planParts(contents, before).filter(isOfExisting);
  // From the end: if a message turns out to be gone, those before it still show whether the comment ended with them.
  for (const action of changes.toReversed())
    await carryOut(context, { open, comment, shown, rows: before }, action);
  // Planned again, because a message removed by a moderator is noticed only when it is changed.
  const after = changes.length === 0 ? before : await readRows();
  for (const action of planParts(contents, after).filter((action) => !isOfExisting(action)))
    await carryOut(context, { open, comment, shown, rows: after }, action);
  if (!isUnsent(row)) await ledger.votes.markShown(open.thread.id, row.comment, shown.shown);
  if (contents.length > 1)
    await context.archive.posted.put([{ reference: postedKey(open.thread.id, row.comment), contents }]);
}

function isOfExisting({ kind }: PartAction): boolean {
  return kind === "edit" || kind === "keep";
}

interface Showing {
  readonly open: OpenThread;
  readonly comment: Comment;
  readonly shown: ShownComment;
  /** One row for each of the comment's parts, in order. */
  readonly rows: readonly LedgerRow[];
}

async function carryOut(context: MirrorContext, showing: Showing, action: PartAction): Promise<void> {
  const { open, shown, rows } = showing;
  switch (action.kind) {
    case "keep":
      if (action.row.state === "stale")
        await context.store.ledger.parts.markCurrent(action.row.id, shown.source);
      return;
    case "send": {
      const row = rows[action.part];
      if (row !== undefined) await sendMessage(context, showing, row);
      return;
    }
    case "edit":
      return await editMessage(context, open, shown, action.row);
    case "delete":
      return await deleteMessage(context, open, action.row);
  }
}

/**
 * Sends one part of a comment: `planned` → `sending` → `sent`, or `refused` if only a change of the comment can help.
 * @throws {DiscordError} if it was not sent (the row is `planned` again); `unconfirmed` if it may have been (the row stays
 * `sending`)
 */
async function sendMessage(
  context: MirrorContext,
  { open, comment, shown }: Showing,
  row: LedgerRow,
): Promise<void> {
  const { publisher, clock } = context;
  const { ledger, threads } = context.store;
  const part = shown.parts[row.part];
  if (part === undefined) return;
  await publisher.prepare(open.destination);
  const hash = contentHash(part.content);
  if (!(await ledger.parts.markSending(row.id, hash, currentGuard())))
    throw new UnitLost("another process has taken over the thread");
  try {
    const message = await publisher.send(open.destination, shown.persona, part);
    await ledger.parts.markSent(row.id, message, shown.source, row.part === 0 ? shown.shown : undefined);
    await countSent(context, row, comment);
  } catch (error) {
    if (!(error instanceof DiscordError) || error.fault.kind === "unconfirmed") throw error;
    if (error.fault.kind === "refused") {
      context.log.error({ err: error, comment: row.comment, part: row.part }, "discord refused a message");
      await ledger.parts.markRefused(row.id);
      return;
    }
    await ledger.parts.markUnsent(row.id);
    throw error;
  }
  await threads.markActive(open.thread.id, clock.now());
}
