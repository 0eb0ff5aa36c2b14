import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";
import type { OpenThread } from "../starter/planned-thread.ts";
import { takeDown } from "./deliver-comment.ts";
import { done, type Outcome } from "./deliveries.ts";

/** Time until the next look at a copy while the thread does not yet show all of its comments. */
const lookAgainMs = { active: 5_000, troubled: 60_000, "at-rest": 5 * 60_000 };

/**
 * Merges a copy, made by an older version of the bot, into its thread. Adds a link to the thread to the copy's first message,
 * queues in the thread the comments that only the copy shows, deletes each comment from the copy once the thread shows it, and
 * closes the copy's forum post. Members' replies stay. Every step may be repeated, and is recorded before the next.
 * @throws {DiscordError} if a step failed and should be tried again
 */
export async function mergeCopy(
  context: MirrorContext,
  open: OpenThread,
  isOver: () => boolean,
): Promise<Outcome> {
  const { store, publisher } = context;
  const { thread, destination } = open;
  while (!isOver()) {
    // Looked up at every step: someone may delete its forum post meanwhile.
    const survivor = await store.threads.get(thread.mergingInto ?? 0);
    if (survivor === undefined) return done;
    if (survivor.state === "gone") return await takeItsPlace(context, open);
    if (survivor.discordThreadId === undefined) return await waiting(context, survivor);
    if (thread.state === "open")
      return await begin(context, open, { survivor, to: survivor.discordThreadId });
    const comment = await store.copies.next(thread);
    if (comment !== undefined) {
      await takeDown(context, open, comment);
      await store.copies.forgetComment(thread.id, comment);
    } else if (await store.copies.isShowing(thread.id)) return await waiting(context, survivor);
    else {
      await publisher.closeForumPost(destination);
      if ((await store.threads.get(survivor.id))?.state === "gone") {
        await publisher.reopenForumPost(destination);
        return await takeItsPlace(context, open);
      }
      await store.copies.finish(thread.id);
      return done;
    }
  }
  return { kind: "again", afterMs: 0, hasNews: false };
}

async function waiting({ store }: MirrorContext, { id }: MirroredThread): Promise<Outcome> {
  return { kind: "again", afterMs: lookAgainMs[await store.shares.activityOf(id)] };
}

async function begin(
  context: MirrorContext,
  open: OpenThread,
  { survivor, to }: { readonly survivor: MirroredThread; readonly to: string },
): Promise<Outcome> {
  const { store, publisher } = context;
  const { guildId } = open.thread;
  const link = publisher.threadLink(guildId, to);
  await annotate(context, open, publisher.languageIn(guildId).mirror.mergedInto(link));
  await store.copies.begin(open.thread);
  return { kind: "again", afterMs: 0, wakes: survivor };
}

/** Lets the copy take over, because the forum post that it links to is gone. */
async function takeItsPlace(context: MirrorContext, open: OpenThread): Promise<Outcome> {
  await annotate(context, open, "");
  await context.store.copies.promote(open.thread);
  return { kind: "again", afterMs: 0 };
}

/** Writes the link above the copy's first message, unless someone deleted that message. */
async function annotate(
  { publisher }: MirrorContext,
  { destination }: OpenThread,
  line: string,
): Promise<void> {
  const { threadId } = destination;
  try {
    await publisher.annotate(threadId, threadId, line);
  } catch (error) {
    if (!(error instanceof DiscordError) || error.fault.kind !== "message-gone") throw error;
  }
}
