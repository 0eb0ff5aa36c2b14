import { SourceError } from "../../sources/source-error.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import { UnitLost, whileHeld } from "../../units/while-held.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";
import { loseThread } from "../follows/stop-follow.ts";

/** Returns whether the step worked. If Discord or a site refuses it today, it may work later. */
export async function attempt(
  { log }: Pick<MirrorContext, "log">,
  step: () => Promise<void>,
): Promise<boolean> {
  try {
    await step();
    return true;
  } catch (error) {
    const mayWorkLater =
      error instanceof DiscordError || error instanceof SourceError || error instanceof UnitLost;
    if (!mayWorkLater) throw error;
    log.warn({ err: error }, "a record of an author who opted out could not be removed yet");
    return false;
  }
}

/**
 * Does the same in a thread at rest, which has no deliveries to notice that someone deleted its forum post. Leaves a thread
 * of another process to that process.
 */
export async function attemptAtRest(
  context: MirrorContext,
  thread: MirroredThread,
  step: () => Promise<void>,
): Promise<boolean> {
  const held = context.servers.holdOn(thread.guildId);
  if (held === undefined) return false;
  return await attempt(context, async () => {
    try {
      await whileHeld(held, step);
    } catch (error) {
      if (!(error instanceof DiscordError) || error.fault.kind !== "thread-gone") throw error;
      await loseThread(context, thread);
    }
  });
}
