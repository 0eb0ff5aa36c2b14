import type { SlashCommandBuilder } from "@discordjs/builders";
import { ApplicationIntegrationType, InteractionContextType } from "discord.js";

/** Offers a command in servers, and to members who installed the bot for themselves in any conversation. */
export function usableAnywhere(command: SlashCommandBuilder): SlashCommandBuilder {
  return command
    .setContexts(
      InteractionContextType.Guild,
      InteractionContextType.BotDM,
      InteractionContextType.PrivateChannel,
    )
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall);
}
