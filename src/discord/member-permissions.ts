import type { BaseInteraction, PermissionsString } from "discord.js";
import { UserError } from "../errors.ts";

/**
 * The server that a member acts in, with the permission.
 * @throws {UserError} outside a server, or when the member lacks the permission now
 */
export function requireMember(interaction: BaseInteraction, permission?: PermissionsString): string {
  if (interaction.guildId === null) throw new UserError((say) => say.follow.onlyInServer);
  if (permission !== undefined && !(interaction.memberPermissions?.has(permission) ?? false)) {
    throw new UserError((say) => say.follow.mayNot);
  }
  return interaction.guildId;
}
