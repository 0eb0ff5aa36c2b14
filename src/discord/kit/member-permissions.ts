import type { BaseInteraction, PermissionsString } from "discord.js";
import type { App } from "../../app.ts";
import { UserError } from "../../language/user-error.ts";

/**
 * The server that a member acts in, with the permission.
 * @throws {UserError} outside a server, or when the member lacks the permission now
 */
export function requireMember(interaction: BaseInteraction, permission?: PermissionsString): string {
  if (interaction.guildId === null) throw new UserError((say) => say.follow.onlyInServer);
  if (permission !== undefined && !(interaction.memberPermissions?.has(permission) ?? false)) {
    throw new UserError((say) => (permission === "ManageGuild" ? say.settings.mayNot : say.follow.mayNot));
  }
  return interaction.guildId;
}

/**
 * The server that a member acts in, where they may follow: with Manage Threads, or one of the roles the server chose.
 * @throws {UserError} outside a server, or when the member may not now
 */
export async function requireFollower(interaction: BaseInteraction, { store }: App): Promise<string> {
  const guildId = requireMember(interaction);
  if (interaction.memberPermissions?.has("ManageThreads")) return guildId;
  const { followerRoleIds } = await store.settings.ofGuild(guildId);
  const roles = roleIdsOf(interaction);
  if (!followerRoleIds.some((id) => roles.includes(id)))
    throw new UserError((say) => say.follow.mayNotFollow);
  return guildId;
}

function roleIdsOf({ member }: BaseInteraction): readonly string[] {
  if (member === null) return [];
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
}
