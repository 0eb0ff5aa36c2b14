import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";

/** Whether it is done; what Discord refuses today may be possible later. */
export async function attempt(
  { log }: Pick<MirrorContext, "log">,
  step: () => Promise<void>,
): Promise<boolean> {
  try {
    await step();
    return true;
  } catch (error) {
    if (!(error instanceof DiscordError)) throw error;
    log.warn({ err: error }, "something of an author who opted out could not be removed yet");
    return false;
  }
}
