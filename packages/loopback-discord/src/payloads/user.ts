import type { GuildState, MemberState, UserState } from "../state/model.ts";

export function userPayload(user: UserState) {
  return {
    id: user.id,
    username: user.username,
    discriminator: "0000",
    global_name: user.globalName ?? null,
    avatar: null,
    avatar_decoration_data: null,
    collectibles: null,
    display_name_styles: null,
    primary_guild: null,
    clan: null,
    public_flags: 0,
    flags: 0,
    banner: null,
    accent_color: null,
    ...(user.bot ? { bot: true } : {}),
  };
}

export function memberPayload(member: MemberState) {
  return { ...partialMemberPayload(member), user: userPayload(member.user) };
}

/** A member in addition to a user that is sent anyway, as in messages. */
export function partialMemberPayload(member: MemberState) {
  return {
    roles: member.roleIds,
    nick: member.nick ?? null,
    avatar: null,
    banner: null,
    premium_since: null,
    joined_at: new Date(member.joinedAtMs).toISOString(),
    pending: false,
    communication_disabled_until: null,
    flags: 0,
    mute: false,
    deaf: false,
  };
}

export function rolePayloads(guild: GuildState) {
  return [...guild.roles.values()].map((role) => ({
    id: role.id,
    name: role.name,
    description: null,
    permissions: String(role.permissions),
    position: role.position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: role.botId !== undefined,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
    ...(role.botId === undefined ? {} : { tags: { bot_id: role.botId } }),
  }));
}
