import { type BaseInteraction, ChannelType } from "discord.js";
import type { App } from "../app.ts";
import { UserError } from "../errors.ts";

/**
 * Where a follow mirrors into: the channel chosen, else the server's default, else the forum that the member is in, else its only one.
 * @throws {UserError} when that leaves several, none, or one that is gone or not to be written to
 */
export async function chooseFollowChannel(
  interaction: BaseInteraction,
  chosen: string | undefined,
  app: App,
): Promise<string> {
  const channelId = chosen ?? (await usualChannel(interaction, app));
  requireWritable(interaction, channelId, app);
  return channelId;
}

/** @throws {UserError} saying what keeps the channel from being mirrored into */
export function requireWritable(
  { guildId }: BaseInteraction,
  channelId: string,
  { publisher }: Pick<App, "publisher">,
): void {
  const fault = publisher.diagnose({ guildId: guildId ?? "", channelId });
  if (fault !== undefined) throw new UserError((say) => say.fault(fault, false));
}

async function usualChannel(interaction: BaseInteraction, { store }: App): Promise<string> {
  const { defaultChannelId } = await store.settings.ofGuild(interaction.guildId ?? "");
  if (defaultChannelId !== undefined) {
    if (interaction.guild?.channels.cache.has(defaultChannelId) === false)
      throw new UserError((say) => say.follow.defaultChannelGone);
    return defaultChannelId;
  }
  const here = interaction.channel;
  if (here?.isThread() && here.parent?.type === ChannelType.GuildForum) return here.parent.id;
  const forums = interaction.guild?.channels.cache.filter(
    (channel) => channel.type === ChannelType.GuildForum,
  );
  const only = forums?.size === 1 ? forums.first() : undefined;
  if (only === undefined) throw new UserError((say) => say.follow.chooseChannel);
  return only.id;
}
