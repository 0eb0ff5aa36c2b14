import { ChannelType, type ForumChannel, type GuildBasedChannel } from "discord.js";
import type { DiscordFault } from "../../language/faults.ts";
import { DiscordError } from "../../mirror/discord-error.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { mayDeleteMessages, missingPermissions } from "../permissions.ts";

/** Returns what prevents mirroring into a channel, as far as the gateway has reported; `undefined` if nothing does. */
function channelFault(gateway: Gateway, channelId: string): DiscordFault | undefined {
  const channel = gateway.channel(channelId);
  if (channel === undefined) return { kind: "channel-gone" };
  return faultOfForum(channel);
}

/** Returns what prevents mirroring into a channel; `undefined` if nothing does. */
export function faultOfForum(channel: GuildBasedChannel): DiscordFault | undefined {
  if (channel.type !== ChannelType.GuildForum) return { kind: "not-a-forum" };
  const permissions = missingPermissions(channel);
  return permissions.length > 0 ? { kind: "missing-permissions", permissions } : undefined;
}

/** @throws {DiscordError} if there is no such forum */
export function requireForum(gateway: Gateway, channelId: string): ForumChannel {
  const channel = gateway.channel(channelId);
  if (channel?.type === ChannelType.GuildForum) return channel;
  throw new DiscordError(
    "no such forum channel",
    channelFault(gateway, channelId) ?? { kind: "channel-gone" },
  );
}

/** Lists the permissions that the bot lacks in a forum, by Discord's names. */
export function missingIn(gateway: Gateway, channelId: string): readonly string[] {
  const fault = channelFault(gateway, channelId);
  return fault?.kind === "missing-permissions" ? fault.permissions : [];
}

export function mayModerate(gateway: Gateway, channelId: string): boolean {
  const channel = gateway.channel(channelId);
  return channel !== undefined && mayDeleteMessages(channel);
}
