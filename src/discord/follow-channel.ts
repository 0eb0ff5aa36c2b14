import { type BaseInteraction, ChannelType } from "discord.js";
import type { App } from "../app.ts";
import { UserError } from "../errors.ts";

/**
 * Where a follow mirrors into: the channel chosen, else the server's default, else the forum that the member is in, else its only one.
 * @throws {UserError} when that leaves several, none, or one that is gone
 */
export async function chooseFollowChannel(
  interaction: BaseInteraction,
  chosen: string | undefined,
  { store }: App,
): Promise<string> {
  if (chosen !== undefined) return chosen;
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
