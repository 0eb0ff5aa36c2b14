import { ChannelType, type Client, type ForumChannel, type GuildBasedChannel } from "discord.js";
import type { DiscordFault } from "../../language/faults.ts";
import { DiscordError } from "../../mirror/discord-error.ts";
import { mayDeleteMessages, missingPermissions } from "../permissions.ts";

/** Returns what prevents mirroring into a channel, as far as the gateway has reported; `undefined` if nothing does. */
function channelFault(client: Client, channelId: string): DiscordFault | undefined {
  const channel = client.channels.cache.get(channelId);
  if (channel === undefined || channel.isDMBased()) return { kind: "channel-gone" };
  return faultOfForum(channel);
}

/** Returns what prevents mirroring into a channel; `undefined` if nothing does. */
export function faultOfForum(channel: GuildBasedChannel): DiscordFault | undefined {
  if (channel.type !== ChannelType.GuildForum) return { kind: "not-a-forum" };
  const permissions = missingPermissions(channel);
  return permissions.length > 0 ? { kind: "missing-permissions", permissions } : undefined;
}

/** @throws {DiscordError} if there is no such forum */
export function requireForum(client: Client, channelId: string): ForumChannel {
  const channel = client.channels.cache.get(channelId);
  if (channel?.type === ChannelType.GuildForum) return channel;
  throw new DiscordError(
    "no such forum channel",
    channelFault(client, channelId) ?? { kind: "channel-gone" },
  );
}

/** Lists the permissions that the bot lacks in a forum, by Discord's names. */
export function missingIn(client: Client, channelId: string): readonly string[] {
  const fault = channelFault(client, channelId);
  return fault?.kind === "missing-permissions" ? fault.permissions : [];
}

export function mayModerate(client: Client, channelId: string): boolean {
  const channel = client.channels.cache.get(channelId);
  return channel !== undefined && !channel.isDMBased() && mayDeleteMessages(channel);
}
