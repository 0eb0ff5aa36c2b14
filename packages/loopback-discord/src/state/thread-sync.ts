import { channelPayload, threadMemberPayload } from "../payloads/channel.ts";
import { activeThreads, channelsOf } from "../payloads/guild.ts";
import { botMay } from "../permissions.ts";
import type { World } from "./world.ts";

/**
 * Changes permissions. A bot that can now see a channel, and could not before, is told its active threads.
 * https://docs.discord.com/developers/events/gateway-events#thread-list-sync
 */
export function changePermissions(world: World, guildId: string, change: () => void): void {
  const visible = () => channelsOf(world, guildId).filter((channel) => botMay(world, channel, "ViewChannel"));
  const before = new Set(visible().map(({ id }) => id));
  change();
  const gained = visible().filter(({ id }) => !before.has(id));
  if (gained.length === 0) return;
  const channelIds = gained.map(({ id }) => id);
  const threads = activeThreads(world, guildId).filter((thread) => channelIds.includes(thread.parentId));
  const joined = threads.filter((thread) => thread.memberIds.has(world.bot.id));
  world.dispatch(
    "THREAD_LIST_SYNC",
    { guildId },
    {
      guild_id: guildId,
      channel_ids: channelIds,
      threads: threads.map((thread) => channelPayload(world, thread)),
      members: joined.map((thread) => threadMemberPayload(thread, world.bot.id)),
    },
  );
}
