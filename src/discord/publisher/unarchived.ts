import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from "discord.js";
import { DiscordError } from "../../mirror/discord-error.ts";
import { discordError } from "./faults.ts";

/** Opens an archived thread for an edit and archives it again, because archived threads refuse edits. */
export async function unarchived<T>(rest: REST, threadId: string, edit: () => Promise<T>): Promise<T> {
  try {
    return await edit();
  } catch (error) {
    const { fault } = discordError(error, { gone: "thread-gone", isWrite: false, missing: () => [] });
    if (fault.kind !== "thread-archived") throw error;
    const route = Routes.channel(threadId);
    await lockedIfArchived(rest.patch(route, { body: { archived: false } }));
    const result = await edit();
    await rest.patch(route, { body: { archived: true } });
    return result;
  }
}

/**
 * Reports `thread-locked` for a call that would open an archived thread: Discord refuses it as archived only if the thread is also
 * locked.
 */
export async function lockedIfArchived<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InvalidActionOnArchivedThread) {
      throw new DiscordError("the thread is locked", { kind: "thread-locked" }, { cause: error });
    }
    throw error;
  }
}
