import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from "discord.js";
import { DiscordError } from "../../mirror/discord-error.ts";
import { discordError } from "./faults.ts";

/** Archived threads refuse edits: one is opened for the edit and archived again. */
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

/** What would open an archived thread is refused as archived only where it is locked too. */
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
