import {
  ApplicationCommandOptionType,
  type CommandInteractionOption,
  type Interaction,
  type MessageComponentInteraction,
} from "discord.js";
import { UserError } from "../../language/user-error.ts";
import { findChannel } from "../find-channel.ts";
import { requireKnown } from "./require-known.ts";

/**
 * Refuses ids that a member's client would not have offered: a channel or role of another server, a channel that the member
 * cannot see, a choice that a menu does not have. Everything that commands receive has passed through here. Ids in custom ids are looked
 * up together with the server.
 * @throws {UserError} that says what to choose instead
 */
export async function refuseForeignIds(interaction: Interaction): Promise<void> {
  if (interaction.isChatInputCommand()) await checkOptions(interaction, interaction.options.data);
  if (interaction.isMessageComponent()) await checkValues(interaction);
}

async function checkOptions(
  interaction: Interaction,
  options: readonly CommandInteractionOption[],
): Promise<void> {
  for (const { type, value, options: inner } of options) {
    if (type === ApplicationCommandOptionType.Channel) await requireChannel(interaction, String(value));
    if (type === ApplicationCommandOptionType.Role) requireRole(interaction, String(value));
    await checkOptions(interaction, inner ?? []);
  }
}

async function checkValues(interaction: MessageComponentInteraction): Promise<void> {
  if (interaction.isChannelSelectMenu()) {
    for (const id of interaction.values) await requireChannel(interaction, id);
  } else if (interaction.isRoleSelectMenu()) {
    for (const id of interaction.values) requireRole(interaction, id);
  } else if (interaction.isStringSelectMenu()) {
    const offered = interaction.component.options.map(({ value }) => value);
    if (interaction.values.some((value) => !offered.includes(value)))
      throw new UserError((say) => say.interaction.notOffered);
  }
}

async function requireChannel(interaction: Interaction, id: string): Promise<void> {
  const { client, guild, guildId } = interaction;
  if (guild !== null) requireKnown(guild);
  const channel = await findChannel(client, id);
  // Not `channel.guildId`: discord.js copies that from what the interaction says about the channel.
  if (channel === undefined || channel.guild?.id !== guildId) {
    // discord.js has taken it for a channel of this server.
    guild?.channels.cache.delete(id);
    throw new UserError((say) => say.interaction.foreignChannel);
  }
  const isSeen = interaction.inCachedGuild() && channel.permissionsFor(interaction.member).has("ViewChannel");
  if (!isSeen) throw new UserError((say) => say.interaction.foreignChannel);
}

function requireRole({ guild }: Interaction, id: string): void {
  if (guild?.roles.cache.has(id) !== true) throw new UserError((say) => say.interaction.foreignRole);
}
