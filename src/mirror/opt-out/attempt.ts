import { SourceError } from "../../sources/source-error.ts";
import type { MirrorContext } from "../context.ts";
import { DiscordError } from "../discord-error.ts";

/** Returns whether the step worked. If Discord or a site refuses it today, it may work later. */
export async function attempt(
  { log }: Pick<MirrorContext, "log">,
  step: () => Promise<void>,
): Promise<boolean> {
  try {
    await step();
    return true;
  } catch (error) {
    if (!(error instanceof DiscordError || error instanceof SourceError)) throw error;
    log.warn({ err: error }, "a record of an author who opted out could not be removed yet");
    return false;
  }
}
