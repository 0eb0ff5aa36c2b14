import { currentGuard, UnitLost } from "../../units/while-held.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";
import type { ForumPosts } from "./forum-posts.ts";
import type { PlannedThread } from "./planned-thread.ts";
import { isGone, readSubject, renderStarter } from "./starter.ts";

/** `made`: new and still empty. `found`: it existed. `hidden`: waits until the site shows its subject. */
export type Opening = "made" | "found" | "hidden";

/**
 * Creates the forum post of a thread, unless it exists or visitors may not see its subject.
 * @throws {DiscordError} if Discord did not create it; the store records whether it may have
 */
export async function openThread(
  context: MirrorContext,
  posts: ForumPosts,
  planned: PlannedThread,
): Promise<Opening> {
  const { threads, starters } = context.store;
  const { source, thread } = planned;
  const subject = await readSubject(context, planned);
  const isHidden = subject === undefined || isGone(subject);
  // A forum post left by an interrupted attempt exists anyway.
  if (isHidden && (subject === undefined || thread.state !== "sending")) return "hidden";
  const shown = await renderStarter(context, planned, subject);
  const { starter } = shown;
  const found = await posts.find(thread, source, starter);
  if (found !== undefined) {
    await threads.markOpen(thread.id, found);
    await starters.markStale(thread.id, shown.source);
    return "found";
  }
  if (isHidden) {
    await threads.markPlanned(thread.id);
    return "hidden";
  }
  if (!(await threads.markSending(thread.id, starter.title, currentGuard())))
    throw new UnitLost("another process has taken over the thread");
  try {
    const { threadId } = await context.publisher.createForumPost(thread.channelId, starter);
    await threads.markOpen(thread.id, threadId);
    await starters.markShown(thread.id, shown, { atMs: context.clock.now(), isRenamed: false });
    return "made";
  } catch (error) {
    if (error instanceof DiscordError && error.fault.kind !== "unconfirmed")
      await threads.markPlanned(thread.id);
    throw error;
  }
}
