import { DiscordError } from "../../errors.ts";
import type { Source } from "../../sources/source.ts";
import type { Follow } from "../../store/follows.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { MirrorContext } from "../context.ts";
import type { Destination } from "../publisher.ts";
import type { ForumPosts } from "./forum-posts.ts";
import { isGone, readSubject, renderStarter } from "./starter.ts";

/** What a forum post is made of. */
export interface PlannedThread {
  readonly follow: Follow;
  readonly source: Source;
  readonly thread: MirroredThread;
}

/** A thread whose forum post exists. */
export interface OpenThread extends PlannedThread {
  readonly destination: Destination;
}

/**
 * Creates the forum post of a thread unless it is there already. Tells whether it was created, and so is empty.
 * @throws {DiscordError} when Discord did not create it; the store says whether it may have
 */
export async function openThread(
  context: MirrorContext,
  posts: ForumPosts,
  { follow, source, thread }: PlannedThread,
): Promise<boolean> {
  const { threads, starters } = context.store;
  const subject = await readSubject(context, { follow, source, thread });
  if (subject === undefined || isGone(subject)) {
    context.log.info(
      { thread: thread.id, subject: thread.subject },
      "a thread's subject is gone before it was mirrored",
    );
    await threads.markGone(thread.id);
    return false;
  }
  const shown = await renderStarter(context, { follow, source, thread }, subject);
  const { starter } = shown;
  const found = await posts.find(thread, source, starter);
  if (found !== undefined) {
    await threads.markOpen(thread.id, found);
    await starters.markStale(thread.id, shown.source);
    return false;
  }
  await threads.markSending(thread.id, starter.title, context.clock.now());
  try {
    const { threadId } = await context.publisher.createForumPost(thread.channelId, starter);
    await threads.markOpen(thread.id, threadId);
    await starters.markShown(thread.id, shown, { atMs: context.clock.now(), isRenamed: false });
    return true;
  } catch (error) {
    if (error instanceof DiscordError && error.fault.kind !== "unconfirmed")
      await threads.markPlanned(thread.id);
    throw error;
  }
}
