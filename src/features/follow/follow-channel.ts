import { ActionRowBuilder, ChannelSelectMenuBuilder } from "@discordjs/builders";
import {
  type APIActionRowComponent,
  type APIChannelSelectComponent,
  type BaseInteraction,
  ChannelType,
} from "discord.js";
import type { App } from "../../app.ts";
import type { Language } from "../../language/english.ts";
import { UserError } from "../../language/user-error.ts";

/**
 * Where a follow mirrors into: the channel chosen, else {@link usualChannel}.
 * @throws {UserError} when several or none remain, or the channel is gone or not writable
 */
export async function chooseFollowChannel(
  interaction: BaseInteraction,
  chosen: string | undefined,
  app: App,
): Promise<string> {
  const channelId = chosen ?? (await usualChannel(interaction, app));
  if (channelId === undefined) {
    const { defaultChannelId } = await app.store.settings.ofGuild(interaction.guildId ?? "");
    const isGone = defaultChannelId !== undefined;
    throw new UserError(({ follow }) => (isGone ? follow.defaultChannelGone : follow.chooseChannel));
  }
  requireWritable(interaction, channelId, app);
  return channelId;
}

/** @throws {UserError} saying why the bot cannot mirror into the channel */
export function requireWritable(
  { guildId }: BaseInteraction,
  channelId: string,
  { publisher }: Pick<App, "publisher">,
): void {
  const fault = publisher.diagnose({ guildId: guildId ?? "", channelId });
  if (fault !== undefined) throw new UserError((say) => say.fault(fault, false));
}

/**
 * Finds the server's default channel, else the forum that the member is in, else its only one; `undefined` when the member has to choose.
 * @throws {UserError} when there is none to choose
 */
export async function usualChannel(
  { guild, guildId, channel: here }: BaseInteraction,
  { store }: App,
): Promise<string | undefined> {
  const { defaultChannelId } = await store.settings.ofGuild(guildId ?? "");
  if (defaultChannelId !== undefined)
    return guild?.channels.cache.has(defaultChannelId) === false ? undefined : defaultChannelId;
  if (here?.isThread() && here.parent?.type === ChannelType.GuildForum) return here.parent.id;
  const forums = guild?.channels.cache.filter((channel) => channel.type === ChannelType.GuildForum);
  if (forums?.size === 0) throw new UserError((say) => say.follow.noForum);
  return forums?.size === 1 ? forums.first()?.id : undefined;
}

/** Lets a member choose a forum channel. */
export function channelMenuRow(
  customId: string,
  language: Language,
): APIActionRowComponent<APIChannelSelectComponent> {
  const menu = new ChannelSelectMenuBuilder()
    .setCustomId(customId)
    .setPlaceholder(language.follow.channelMenu)
    .setChannelTypes(ChannelType.GuildForum);
  return new ActionRowBuilder<ChannelSelectMenuBuilder>().addComponents(menu).toJSON();
}
