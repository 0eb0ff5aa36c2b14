import { SlashCommandBuilder } from "@discordjs/builders";
import { MessageFlags } from "discord.js";
import type { SlashCommand } from "../src/discord/command.ts";
import { english, type Language } from "../src/language/english.ts";

const listed = [
  "follow",
  "unfollow",
  "following",
  "quote",
  "reply",
  "lookup",
  "context",
  "profile",
  "settings",
  "privacy",
  "status",
] as const satisfies readonly (keyof Language["names"]["commands"])[];

export const help = {
  kind: "slash",
  data: new SlashCommandBuilder().setName("help").setDescription(english.help.description),

  async execute(interaction, _app, language) {
    const say = language.help;
    const commands = listed.map(
      (name) => `- \`/${language.names.commands[name]}\`: ${language[name].description}`,
    );
    const menus = [language.quote.menu, language.reply.menu, language.context.menu];
    const onReplies = [language.reply.editMenu, language.reply.deleteMenu];
    const lines = [
      say.intro,
      "",
      say.start,
      "",
      `**${say.commands}**`,
      ...commands,
      "",
      say.menus(menus, onReplies),
    ];
    await interaction.reply({ content: lines.join("\n"), flags: MessageFlags.Ephemeral });
  },
} satisfies SlashCommand;
