import { ActionRowBuilder, ChannelSelectMenuBuilder } from "@discordjs/builders";
import { type APIActionRowComponent, type APIChannelSelectComponent, ChannelType } from "discord.js";
import { findChannel } from "../../discord/find-channel.ts";
import { requireKnown } from "../../discord/kit/require-known.ts";
import type { Visit } from "../../discord/kit/visit.ts";
import type { Language } from "../../language/english.ts";
import { UserError } from "../../language/user-error.ts";

/**
 * Returns the channel that a follow mirrors into: the chosen one, else {@link usualChannel}.
 * @throws {UserError} if several or none remain, or the channel is gone or not writable
 */
export async function chooseFollowChannel(visit: Visit, chosen: string | undefined): Promise<string> {
  const channelId = chosen ?? (await usualChannel(visit));
  if (channelId === undefined) {
    const { defaultChannelId } = await visit.app.store.settings.ofGuild(visit.guildId ?? "");
    const isGone = defaultChannelId !== undefined;
    throw new UserError(({ follow }) => (isGone ? follow.defaultChannelGone : follow.chooseChannel));
  }
  requireWritable(visit, channelId);
  return channelId;
}

/** @throws {UserError} that says why the bot cannot mirror into the channel */
export function requireWritable({ guildId, app }: Visit, channelId: string): void {
  const fault = app.publisher.diagnose({ guildId: guildId ?? "", channelId });
  if (fault !== undefined) throw new UserError((say) => say.fault(fault, false));
}

/**
 * Finds the server's default channel, else the forum that the member is in, else its only forum. `undefined` if the member must
 * choose.
 * @throws {UserError} if there is none to choose, or the server's channels are not known now
 */
export async function usualChannel({
  interaction,
  app,
  guildId,
  channelId,
  guild,
}: Visit): Promise<string | undefined> {
  if (guild !== undefined) requireKnown(guild);
  const { defaultChannelId } = await app.store.settings.ofGuild(guildId ?? "");
  if (defaultChannelId !== undefined)
    return guild?.channels.cache.has(defaultChannelId) === false ? undefined : defaultChannelId;
  const forums = guild?.channels.cache.filter((channel) => channel.type === ChannelType.GuildForum);
  if (forums?.size === 0) throw new UserError((say) => say.follow.noForum);
  if (forums === undefined || forums.size === 1) return forums?.first()?.id;
  // If Discord does not say where the member is, they choose.
  const here = await findChannel(interaction.client, channelId ?? "").catch(() => undefined);
  return here?.isThread() && here.parent?.type === ChannelType.GuildForum ? here.parent.id : undefined;
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
