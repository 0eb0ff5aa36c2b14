import type { PermissionsString } from "discord.js";
import { UserError } from "../../language/user-error.ts";
import type { Visit } from "./visit.ts";

/**
 * Returns the server in which the member acts.
 * @throws {UserError} outside a server, or if the member lacks the permission now
 */
export function requireMember(visit: Visit, permission?: PermissionsString): string {
  if (visit.guildId === null) throw new UserError((say) => say.follow.onlyInServer);
  if (permission !== undefined && !may(visit, permission)) {
    throw new UserError((say) => (permission === "ManageGuild" ? say.settings.mayNot : say.follow.mayNot));
  }
  return visit.guildId;
}

/**
 * Returns the server in which the member acts, if they have Manage Threads there or a role that may follow.
 * @throws {UserError} outside a server, or if the member may not follow now
 */
export async function requireFollower(visit: Visit): Promise<string> {
  const guildId = requireMember(visit);
  if (may(visit, "ManageThreads")) return guildId;
  const { followerRoleIds } = await visit.app.store.settings.ofGuild(guildId);
  const roles = roleIdsOf(visit);
  if (!followerRoleIds.some((id) => roles.includes(id)))
    throw new UserError((say) => say.follow.mayNotFollow);
  return guildId;
}

export function may({ interaction }: Visit, permission: PermissionsString): boolean {
  return interaction.memberPermissions?.has(permission) ?? false;
}

function roleIdsOf({ interaction: { member } }: Visit): readonly string[] {
  if (member === null) return [];
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
}
