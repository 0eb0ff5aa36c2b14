import type { MirrorContext } from "../context.ts";
import type { OpenThread } from "../starter/planned-thread.ts";
import { takeDown } from "./deliver-comment.ts";
import { done, type Outcome } from "./deliveries.ts";

/** Time until the next look at a copy some of whose comments the thread does not show yet. */
const lookAgainMs = { active: 5_000, troubled: 60_000, "at-rest": 5 * 60_000 };

/**
 * Merges a copy, made by an older version of the bot, into its thread: adds a link to the thread to the copy's first message, queues in the
 * thread the comments that only the copy shows, deletes each comment from the copy once the thread shows it, and closes the copy's forum post.
 * Members' replies stay. Every step may be repeated, and is recorded before the next.
 * @throws {DiscordError} when a step failed and should be tried again
 */
export async function mergeCopy(
  context: MirrorContext,
  open: OpenThread,
  isOver: () => boolean,
): Promise<Outcome> {
  const { store, publisher } = context;
  const { thread, destination } = open;
  const survivor = await store.threads.get(thread.mergingInto ?? 0);
  if (survivor === undefined) return done;
  if (survivor.state === "gone") {
    await store.copies.promote(thread);
    return { kind: "again", afterMs: 0 };
  }
  const { discordThreadId } = survivor;
  const waiting = {
    kind: "again",
    afterMs: lookAgainMs[await store.shares.activityOf(survivor.id)],
  } as const;
  if (discordThreadId === undefined) return waiting;
  if (thread.state === "open") {
    const say = publisher.languageIn(thread.guildId).mirror;
    const link = publisher.threadLink(thread.guildId, discordThreadId);
    await publisher.annotate(destination.threadId, destination.threadId, say.mergedInto(link));
    await store.copies.begin(thread);
    return { kind: "again", afterMs: 0, wakes: survivor };
  }
  while (!isOver()) {
    const comment = await store.copies.next(thread);
    if (comment !== undefined) {
      await takeDown(context, open, comment);
      await store.copies.forgetComment(thread.id, comment);
    } else if (await store.copies.isShowing(thread.id)) return waiting;
    else {
      await publisher.closeForumPost(destination);
      await store.copies.finish(thread.id);
      return done;
    }
  }
  return { kind: "again", afterMs: 0, hasNews: false };
}
