import { MessageFlags } from "discord.js";
import type { SlashCommand } from "../src/discord/kit/command.ts";
import { slashCommand } from "../src/discord/kit/command-words.ts";
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
    const lines = guild === undefined ? helpElsewhere(language, app.inviteUrl()) : helpHere(language);
    await interaction.reply({ content: [intro, "", ...lines].join("\n"), flags: MessageFlags.Ephemeral });
  },
} satisfies SlashCommand;

function helpHere(language: Language): readonly string[] {
  const say = language.help;
  const menus = [language.quote.menu, language.reply.menu, language.context.menu];
  const onReplies = [language.reply.editMenu, language.reply.deleteMenu];
  return [say.start, "", ...commandLines(listed, language), "", say.menus(menus, onReplies)];
}

function helpElsewhere(language: Language, inviteUrl: string): readonly string[] {
  const say = language.help;
  const invite = `[${language.status.invite}](<${inviteUrl}>)`;
  return [...commandLines(listedElsewhere, language), "", say.elsewhere(invite)];
}

function commandLines(names: readonly Name[], language: Language): readonly string[] {
  const line = (name: Name) => `- \`/${language.names.commands[name]}\`: ${language[name].description}`;
  return [`**${language.help.commands}**`, ...names.map(line)];
}
