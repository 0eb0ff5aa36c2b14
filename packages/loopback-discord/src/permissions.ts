import { PermissionFlagsBits } from "discord-api-types/v10";
import { refusals } from "./rest/refusal.ts";
import type { ChannelState, GuildState, OverwriteState } from "./state/model.ts";
import type { World } from "./state/world.ts";

export type PermissionName = keyof typeof PermissionFlagsBits;

export const allPermissions = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);

export function permissionBits(names: readonly PermissionName[]): bigint {
  return names.reduce((bits, name) => bits | PermissionFlagsBits[name], 0n);
}

function applyOverwrites(base: bigint, overwrites: readonly OverwriteState[]): bigint {
  const deny = overwrites.reduce((bits, overwrite) => bits | overwrite.deny, 0n);
  const allow = overwrites.reduce((bits, overwrite) => bits | overwrite.allow, 0n);
  return (base & ~deny) | allow;
}

/**
 * Returns the permissions of a member in the guild or in one of its channels; threads follow their parent:
 * https://docs.discord.com/developers/topics/permissions#permission-overwrites
 */
export function permissionsOf(
  world: World,
  guild: GuildState,
  userId: string,
  channel?: ChannelState,
): bigint {
  const member = guild.members.get(userId);
  if (member === undefined) return 0n;
  if (guild.ownerId === userId) return allPermissions;
  const base = [guild.id, ...member.roleIds].reduce(
    (bits, roleId) => bits | (guild.roles.get(roleId)?.permissions ?? 0n),
    0n,
  );
  if (base & PermissionFlagsBits.Administrator) return allPermissions;
  const place = channel?.kind === "thread" ? world.channels.get(channel.parentId) : channel;
  if (place === undefined || place.kind === "dm" || place.kind === "thread") return base;
  const everyone = place.overwrites.filter((overwrite) => overwrite.id === guild.id);
  const roles = place.overwrites.filter(
    (overwrite) => overwrite.type === "role" && member.roleIds.includes(overwrite.id),
  );
  const own = place.overwrites.filter((overwrite) => overwrite.type === "member" && overwrite.id === userId);
  return withImplied([everyone, roles, own].reduce(applyOverwrites, base), channel);
}

/** Applies implied permissions: nothing is allowed in an invisible channel, and some permissions require sending. */
function withImplied(permissions: bigint, channel: ChannelState | undefined): bigint {
  if (!(permissions & PermissionFlagsBits.ViewChannel)) return 0n;
  const send =
    channel?.kind === "thread" ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  if (permissions & send) return permissions;
  const lost = permissionBits(["MentionEveryone", "SendTTSMessages", "AttachFiles", "EmbedLinks"]);
  return permissions & ~lost;
}

export function botMay(world: World, channel: ChannelState, ...names: readonly PermissionName[]): boolean {
  if (channel.kind === "dm") return !channel.isPrivate;
  const guild = world.guilds.get(channel.guildId);
  if (guild === undefined) return false;
  const needed = permissionBits(names);
  return (permissionsOf(world, guild, world.bot.id, channel) & needed) === needed;
}

/** Refuses with 50001 if the bot cannot even look, and with 50013 if it only lacks the right to act. */
export function requireInChannel(
  world: World,
  channel: ChannelState,
  ...names: readonly PermissionName[]
): void {
  if (!botMay(world, channel, "ViewChannel")) throw refusals.missingAccess();
  if (!botMay(world, channel, ...names)) throw refusals.missingPermissions();
}
