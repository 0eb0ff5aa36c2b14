import { guildChannelPayload } from "../payloads/channel.ts";
import { channelsOf, threadsOf } from "../payloads/guild.ts";
import type { ForumTagState, GuildChannelState, OverwriteState } from "./model.ts";
import { webhooksIn } from "./webhooks.ts";
import type { World } from "./world.ts";

export interface NewChannel {
  readonly kind: "forum" | "text";
  readonly name: string;
  readonly overwrites: readonly OverwriteState[];
  readonly tags?: readonly ForumTagState[];
  readonly requiresTag?: boolean;
}

export function createChannel(world: World, guildId: string, channel: NewChannel): GuildChannelState {
  const base = {
    id: world.snowflakes.next(),
    guildId,
    position: channelsOf(world, guildId).length,
    name: channel.name,
    topic: undefined,
    overwrites: channel.overwrites,
  };
  const state: GuildChannelState =
    channel.kind === "text"
      ? { ...base, kind: "text", messages: new Map() }
      : {
          ...base,
          kind: "forum",
          tags: channel.tags ?? [],
          requiresTag: channel.requiresTag ?? false,
          lastThreadId: undefined,
        };
  world.channels.set(state.id, state);
  announceChannel(world, state, "CHANNEL_CREATE");
  return state;
}

export function announceChannel(
  world: World,
  channel: GuildChannelState,
  event: "CHANNEL_CREATE" | "CHANNEL_UPDATE" | "CHANNEL_DELETE",
): void {
  // Channels are reported even if the bot may not view them.
  world.dispatch(event, { guildId: channel.guildId }, guildChannelPayload(channel));
  world.change({ kind: "channel", id: channel.id });
}

/** Deletes a channel with its threads and webhooks. */
export function deleteChannel(world: World, channel: GuildChannelState): void {
  for (const thread of threadsOf(world, channel.guildId)) {
    if (thread.parentId === channel.id) world.channels.delete(thread.id);
  }
  for (const webhook of webhooksIn(world, channel.id)) world.webhooks.delete(webhook.id);
  world.channels.delete(channel.id);
  announceChannel(world, channel, "CHANNEL_DELETE");
}
