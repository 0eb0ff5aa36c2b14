import { SlashCommandBuilder } from "@discordjs/builders";
import { MessageFlags } from "discord.js";
import type { SlashCommand } from "../src/discord/command.ts";
import { english } from "../src/language/english.ts";

export const help = {
  kind: "slash",
  data: new SlashCommandBuilder().setName("help").setDescription(english.help.description),

  async execute(interaction, _app, language) {
    const say = language.help;
    const commands = [
      ["follow", language.follow.description],
      ["unfollow", language.unfollow.description],
      ["following", language.following.description],
      ["quote", language.quote.description],
      ["reply", language.reply.description],
      ["lookup", language.lookup.description],
      ["context", language.context.description],
      ["profile", language.profile.description],
      ["settings", language.settings.description],
      ["status", language.status.description],
    ].map(([name, description]) => `- \`/${name}\`: ${description}`);
    const content = [say.intro, "", say.start, "", `**${say.commands}**`, ...commands].join("\n");
    await interaction.reply({ content, flags: MessageFlags.Ephemeral });
  },
} satisfies SlashCommand;
