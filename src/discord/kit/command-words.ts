import {
  type ApplicationCommandOptionBase,
  ContextMenuCommandBuilder,
  SlashCommandBuilder,
} from "@discordjs/builders";
import {
  type APIApplicationCommandOptionChoice,
  ApplicationCommandType,
  InteractionContextType,
  type LocalizationMap,
} from "discord.js";
import { english, type Language } from "../../language/english.ts";
import { languages } from "../language-of.ts";

/** Picks a text in one language. Discord shows each member the text in their own. */
export type Text = (language: Language) => string;
type Names = Language["names"];

/** A command typed with a slash. */
export function slashCommand(name: keyof Names["commands"], description: Text): SlashCommandBuilder {
  return new SlashCommandBuilder()
    .setName(name)
    .setNameLocalizations(translated(({ names }) => names.commands[name]))
    .setDescription(description(english))
    .setDescriptionLocalizations(translated(description));
}

/** A command in the menu of a server's messages. */
export function messageMenu(name: Text): ContextMenuCommandBuilder {
  return new ContextMenuCommandBuilder()
    .setName(name(english))
    .setNameLocalizations(translated(name))
    .setType(ApplicationCommandType.Message)
    .setContexts(InteractionContextType.Guild);
}

/** Names and describes an option of a command. */
export function worded<O extends ApplicationCommandOptionBase>(
  option: O,
  name: keyof Names["options"],
  description: Text,
): O {
  return option
    .setName(name)
    .setNameLocalizations(translated(({ names }) => names.options[name]))
    .setDescription(description(english))
    .setDescriptionLocalizations(translated(description));
}

/** One of the choices that an option offers. */
export function choice<V extends string>(value: V, name: Text): APIApplicationCommandOptionChoice<V> {
  return { value, name: name(english), name_localizations: translated(name) };
}

function translated(text: Text): LocalizationMap {
  return Object.fromEntries(Object.entries(languages).map(([locale, language]) => [locale, text(language)]));
}
