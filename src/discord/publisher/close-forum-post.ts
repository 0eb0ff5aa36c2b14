import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from "discord.js";

/** Locks and archives a thread, even if it is archived already. */
export async function closeForumPost(rest: REST, threadId: string): Promise<void> {
  const route = Routes.channel(threadId);
  const closed = { locked: true, archived: true };
  try {
    await rest.patch(route, { body: closed });
  } catch (error) {
    const isArchived =
      error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InvalidActionOnArchivedThread;
    if (!isArchived) throw error;
    await rest.patch(route, { body: { ...closed, archived: false } });
    await rest.patch(route, { body: closed });
  }
}
