import { ActionRowBuilder, ButtonBuilder } from "@discordjs/builders";
import { ButtonStyle, MessageFlags } from "discord.js";
import type { SlashCommand } from "../src/discord/kit/command.ts";
import { commandMentions } from "../src/discord/kit/command-mentions.ts";
import { slashCommand } from "../src/discord/kit/command-words.ts";
import { followingIds, privacyIds } from "../src/discord/kit/controls.ts";
import { usableAnywhere } from "../src/discord/kit/usable-anywhere.ts";
import type { Language } from "../src/language/english.ts";
import { chosenByOperator } from "../src/sources/public/chosen-by.ts";

type Name = Exclude<keyof Language["names"]["commands"], "help">;

const listed: readonly Name[] = [
  "follow",
  "unfollow",
  "following",
  "quote",
  "reply",
  "lookup",
  "top",
  "context",
  "profile",
  "settings",
  "privacy",
  "status",
];
/** Commands that also work where the bot is not a member. */
const listedElsewhere: readonly Name[] = ["quote", "lookup", "top", "context", "profile", "privacy"];

export const help = {
  kind: "slash",
  data: usableAnywhere(slashCommand("help", (say) => say.help.description)),

  async execute({ interaction, app, language, guild }) {
    const intro = language.help.intro(chosenByOperator(app.sources).map(({ site }) => site.title));
    const mention = await commandMentions(interaction.client, app);
    const names = guild === undefined ? listedElsewhere : listed;
    const commands = names.map(
      (name) => `- ${mention(name, language.names.commands[name])}: ${language[name].description}`,
    );
    const lines = [
      intro,
      ...(guild === undefined ? [] : [language.help.start]),
      "",
      `**${language.help.commands}**`,
      ...commands,
      "",
      guild === undefined ? language.help.elsewhere : menus(language),
    ];
    await interaction.reply({
      content: lines.join("\n"),
      components: [buttons(language, { invite: app.inviteUrl(), isInServer: guild !== undefined })],
      flags: MessageFlags.Ephemeral,
    });
  },
} satisfies SlashCommand;

function menus(language: Language): string {
  const onComments = [language.quote.menu, language.reply.menu, language.context.menu];
  const onReplies = [language.reply.editMenu, language.reply.deleteMenu];
  return language.help.menus(onComments, onReplies);
}

function buttons(
  { help: say, status }: Language,
  { invite, isInServer }: { readonly invite: string; readonly isInServer: boolean },
): ActionRowBuilder<ButtonBuilder> {
  const button = (label: string, customId: string) =>
    new ButtonBuilder().setLabel(label).setCustomId(customId).setStyle(ButtonStyle.Secondary);
  const follows = button(say.whatIsFollowed, followingIds.controls.write("page", { page: 0 }));
  return new ActionRowBuilder<ButtonBuilder>().addComponents(
    ...(isInServer ? [follows] : []),
    button(say.whatIsKept, privacyIds.controls.write("me")),
    new ButtonBuilder().setLabel(status.invite).setURL(invite).setStyle(ButtonStyle.Link),
  );
}
