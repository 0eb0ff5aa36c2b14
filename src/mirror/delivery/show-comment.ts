import type { LedgerRow } from "../../store/ledger/ledger-row.ts";
import type { MirrorContext } from "../context.ts";
import { type PartAction, planParts } from "../plan.ts";
import type { OpenThread } from "../starter/planned-thread.ts";
import { isUnsent } from "./comment-fate.ts";
import { editPart } from "./edit-part.ts";
import { postedKey } from "./posted-key.ts";
import { removePart } from "./remove-part.ts";
import { renderInThread, type ShownComment, type WantedInThread } from "./render-in-thread.ts";
import { sendPart } from "./send-part.ts";

/**
 * Brings the messages of a comment to those that show it: first the ones that are there, then those to come and those too many.
 * @throws {DiscordError} when a step failed; the ledger says how far it came
 */
export async function showComment(
  context: MirrorContext,
  open: OpenThread,
  wanted: WantedInThread,
): Promise<void> {
  const { ledger } = context.store;
  const { row } = wanted;
  const shown = await renderInThread(context, open, wanted);
  await ledger.parts.plan(row, shown.parts.length);
  const contents = shown.parts.map((part) => part.content);
  const before = await ledger.comments.rowsOf(open.thread.id, row.comment);
  // From the end: where a message is found gone, those before it still say whether the comment ended with them.
  for (const action of planParts(contents, before).filter(isOfExisting).toReversed())
    await carryOut(context, { open, shown, rows: before }, action);
  // Planned anew, as a message that a moderator removed shows only when it is to be changed.
  const after = await ledger.comments.rowsOf(open.thread.id, row.comment);
  for (const action of planParts(contents, after).filter((action) => !isOfExisting(action)))
    await carryOut(context, { open, shown, rows: after }, action);
  if (!isUnsent(row)) await ledger.votes.markShown(open.thread.id, row.comment, shown.shown);
  if (contents.length > 1)
    await context.archive.posted.put([{ reference: postedKey(open.thread.id, row.comment), contents }]);
}

function isOfExisting({ kind }: PartAction): boolean {
  return kind === "edit" || kind === "keep";
}

interface Showing {
  readonly open: OpenThread;
  readonly shown: ShownComment;
  /** One for each of the comment's parts, in order. */
  readonly rows: readonly LedgerRow[];
}

async function carryOut(
  context: MirrorContext,
  { open, shown, rows }: Showing,
  action: PartAction,
): Promise<void> {
  switch (action.kind) {
    case "keep":
      if (action.row.state === "stale")
        await context.store.ledger.parts.markCurrent(action.row.id, shown.source);
      return;
    case "send": {
      const row = rows[action.part];
      if (row !== undefined) await sendPart(context, open, shown, row);
      return;
    }
    case "edit":
      return await editPart(context, open, shown, action.row);
    case "delete":
      return await removePart(context, open, action.row);
  }
}
