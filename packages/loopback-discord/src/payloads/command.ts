import { ApplicationCommandType } from "discord-api-types/v10";
import type { CommandState } from "../state/model.ts";
import type { World } from "../state/world.ts";

function withoutLocalizations(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLocalizations);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "name_localizations" && key !== "description_localizations")
      .map(([key, item]) => [key, withoutLocalizations(item)]),
  );
}

/** A command with its texts in every language. */
export function commandPayload(world: World, command: CommandState) {
  return {
    id: command.id,
    application_id: world.applicationId,
    version: command.version,
    default_member_permissions:
      command.defaultMemberPermissions === undefined ? null : String(command.defaultMemberPermissions),
    type: command.type,
    name: command.name,
    name_localizations: command.nameLocalizations ?? null,
    description: command.description,
    description_localizations: command.descriptionLocalizations ?? null,
    nsfw: command.nsfw,
    ...(command.guildId === undefined
      ? {
          dm_permission: command.contexts === undefined || command.contexts.includes(1),
          contexts: command.contexts ?? null,
          integration_types: command.integrationTypes,
        }
      : { guild_id: command.guildId }),
    ...(command.type === ApplicationCommandType.ChatInput && command.options.length > 0
      ? { options: command.options }
      : {}),
  };
}

/** A command as listings show it: its other languages are included only on request (`with_localizations`). */
export function listedCommandPayload(world: World, command: CommandState, localized: boolean): unknown {
  const payload = commandPayload(world, command);
  return localized ? payload : withoutLocalizations(payload);
}
