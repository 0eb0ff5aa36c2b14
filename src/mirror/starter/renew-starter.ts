import { isLongPast } from "../../clock.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";
import type { OpenThread } from "./planned-thread.ts";
import { readSubject, renderStarter } from "./starter.ts";

/** Discord lets a thread be renamed about twice in ten minutes. */
const renameIntervalMs = 6 * 60_000;

/**
 * Updates the first message, name and tags of a forum post. It may be repeated: the result does not depend on what was there. A new
 * name too soon after the last one waits, together with the rest, for the next sweep.
 * @throws {DiscordError} if it could not be written
 */
export async function renewStarter(context: MirrorContext, open: OpenThread): Promise<void> {
  const { store, publisher, clock, log } = context;
  const { thread, destination } = open;
  const subject = await readSubject(context, open);
  if (subject === undefined) return;
  const shown = await renderStarter(context, open, subject);
  const now = clock.now();
  const isRenamed = shown.title !== thread.title;
  if (isRenamed && !isLongPast(thread.renamedAtMs ?? 0, renameIntervalMs, now)) return;
  if (shown.hash !== thread.starterHash) {
    try {
      const before = { title: thread.title, tags: thread.starterTags };
      await publisher.editForumPost(destination, shown.starter, before);
    } catch (error) {
      if (!(error instanceof DiscordError) || error.fault.kind !== "refused") throw error;
      log.error({ err: error, thread: thread.id }, "discord refused the first message of a forum post");
    }
  }
  await store.starters.markShown(thread.id, shown, { atMs: now, isRenamed });
}
