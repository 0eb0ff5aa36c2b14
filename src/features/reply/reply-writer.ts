import type { GuildMember } from "discord.js";
import type { Visit } from "../../discord/kit/visit.ts";
import { UserError } from "../../language/user-error.ts";
import type { MirrorPlace } from "../../store/places.ts";
import type { Writer } from "./reply.ts";
import { requireSlowness } from "./slowmode.ts";

const pictureSize = 128;

/** @throws {UserError} outside a server that the bot is in */
export function requireGuildMember({ interaction }: Visit): GuildMember {
  if (interaction.inCachedGuild()) return interaction.member;
  throw new UserError((say) => say.reply.onlyInServer);
}

/**
 * Returns the member as their reply shows them.
 * @throws {UserError} if they or the bot may not write in that thread now
 */
export async function requireWriter(visit: Visit, place: MirrorPlace): Promise<Writer> {
  const { interaction, app } = visit;
  const member = requireGuildMember(visit);
  const { channelId, discordThreadId } = place;
  const fault = app.publisher.diagnose({ guildId: member.guild.id, channelId });
  if (fault !== undefined) throw new UserError((say) => say.reply.notSent(say.fault(fault, false)));
  const channels = interaction.client.channels.cache;
  const channel = channels.get(channelId);
  const may = channel === undefined || channel.isDMBased() ? undefined : channel.permissionsFor(member);
  const isAllowed = may?.has(["ViewChannel", "SendMessagesInThreads"]) ?? false;
  if (!isAllowed || member.isCommunicationDisabled()) {
    throw new UserError((say) => say.reply.mayNotWrite(`<#${discordThreadId}>`));
  }
  const thread = channels.get(discordThreadId);
  if (thread?.isThread() && thread.locked === true) throw new UserError((say) => say.reply.locked);
  const slowModeMs = await requireSlowness(member, place, app);
  return {
    guildId: member.guild.id,
    userId: member.id,
    userName: member.user.username,
    persona: {
      name: member.displayName,
      avatarUrl: member.displayAvatarURL({ extension: "png", size: pictureSize }),
    },
    slowModeMs,
  };
}
