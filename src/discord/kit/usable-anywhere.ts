import { SlashCommandBuilder } from "@discordjs/builders";
import { ApplicationIntegrationType, InteractionContextType } from "discord.js";

/** A slash command for servers, and for members who installed the bot for themselves: in any conversation. */
export function usableAnywhere(): SlashCommandBuilder {
  return new SlashCommandBuilder()
    .setContexts(
      InteractionContextType.Guild,
      InteractionContextType.BotDM,
      InteractionContextType.PrivateChannel,
    )
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall);
}
