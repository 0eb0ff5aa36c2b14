import {
  type GuildBasedChannel,
  OAuth2Scopes,
  PermissionFlagsBits,
  PermissionsBitField,
  type PermissionsString,
} from "discord.js";

/** Without one of these, the bot cannot mirror into a forum channel. */
const neededPermissions = [
  "ViewChannel",
  "SendMessages",
  "SendMessagesInThreads",
  "EmbedLinks",
  "ReadMessageHistory",
  "ManageWebhooks",
  "ManageThreads",
] as const satisfies readonly PermissionsString[];

/**
 * Optional permissions. One lets the bot create a forum's missing tags, which counts as editing the channel. The other lets it
 * remove messages of a webhook that someone deleted; otherwise only moderators can.
 */
const wantedPermissions = [
  "ManageChannels",
  "ManageMessages",
] as const satisfies readonly PermissionsString[];

/** Lists the permissions that the bot lacks in a channel, by Discord's names: all of them if it is not a member there. */
export function missingPermissions(channel: GuildBasedChannel): readonly PermissionsString[] {
  const me = channel.guild.members.me;
  if (me === null) return neededPermissions;
  return channel.permissionsFor(me).missing([...neededPermissions]);
}

/** Lists the permissions that the bot needs and that are not among these. */
export function missingOf(permissions: bigint): readonly PermissionsString[] {
  return new PermissionsBitField(permissions).missing([...neededPermissions]);
}

export function mayDeleteMessages(channel: GuildBasedChannel): boolean {
  const me = channel.guild.members.me;
  return me !== null && channel.permissionsFor(me).has(PermissionFlagsBits.ManageMessages);
}

/** https://discord.com/developers/docs/topics/oauth2#bot-authorization-flow */
export function inviteUrl(applicationId: string): string {
  const permissions = [...neededPermissions, ...wantedPermissions].reduce(
    (bits, name) => bits | PermissionFlagsBits[name],
    0n,
  );
  const url = new URL("https://discord.com/oauth2/authorize");
  url.searchParams.set("client_id", applicationId);
  url.searchParams.set("scope", `${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`);
  url.searchParams.set("permissions", permissions.toString());
  return url.href;
}
