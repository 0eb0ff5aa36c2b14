import type { LedgerRow } from "../store/ledger.ts";
import type { MirroredThread } from "../store/threads.ts";
import type { MirrorContext } from "./context.ts";
import { contentHash } from "./plan.ts";
import type { Destination, PostedMessage } from "./publisher.ts";

/** How long to wait before an attempt can be judged; 0 when it is old enough. */
export function settleDelayMs(context: MirrorContext, attemptedAtMs: number | undefined): number {
  const age = context.clock.now() - (attemptedAtMs ?? 0);
  // A clock that was set back must not make the thread wait for years.
  return age < 0 ? context.settleAfterMs : Math.max(0, context.settleAfterMs - age);
}

/**
 * Finds out whether an interrupted send arrived: the ledger then says `sent`, otherwise `planned` again.
 * The row must be older than the settle time, so that a message still under way has arrived.
 */
export async function settleMessage(
  context: MirrorContext,
  destination: Destination,
  row: LedgerRow,
): Promise<void> {
  const { store, log } = context;
  const known = await store.ledger.knownMessages(row.threadId);
  const found = await findMessage(context, destination, row, known);
  log.info(
    { comment: row.comment, part: row.part, arrived: found !== undefined },
    "settled an interrupted send",
  );
  if (found === undefined) await store.ledger.markUnsent(row.id);
  else await store.ledger.markSent(row.id, found);
}

async function findMessage(
  { publisher }: MirrorContext,
  destination: Destination,
  row: LedgerRow,
  known: ReadonlySet<string>,
): Promise<PostedMessage | undefined> {
  const last = [...known].reduce<string | undefined>(later, undefined);
  for (const message of await publisher.listMessages(destination, last)) {
    if (known.has(message.messageId)) continue;
    const content = await publisher.readContent(destination, message);
    if (content !== undefined && contentHash(content) === row.contentHash) return message;
  }
  return undefined;
}

/** Finds the forum post that an interrupted creation may have left; the thread is then open, otherwise planned again. */
export async function settleThread(
  context: MirrorContext,
  thread: MirroredThread,
  starterHash: string,
): Promise<void> {
  const { store, publisher, clock, log } = context;
  const clockDifferenceMs = 60_000;
  const since = (thread.attemptedAtMs ?? clock.now()) - clockDifferenceMs;
  for (const post of await publisher.listForumPosts(thread.channelId, since)) {
    if (post.title !== thread.title || (await store.threads.byDiscordId(post.threadId)) !== undefined)
      continue;
    log.info({ thread: thread.id, title: thread.title }, "found a forum post whose creation was interrupted");
    await store.threads.markOpen(thread.id, post.threadId, starterHash);
    return;
  }
  await store.threads.markPlanned(thread.id);
}

/** Snowflakes grow with time. https://discord.com/developers/docs/reference#snowflakes */
function later(a: string | undefined, b: string): string {
  return a === undefined || BigInt(b) > BigInt(a) ? b : a;
}
