import {
  type BaseInteraction,
  type ChatInputCommandInteraction,
  type Guild,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from "discord.js";
import type { App } from "../../app.ts";
import type { Language } from "../../language/english.ts";
import { languageOf, sharedLanguageOf } from "../language-of.ts";

/** Interactions that a modal can answer. */
export type Opening =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | MessageComponentInteraction;

/** Interactions that a message can answer. */
export type Answerable = Opening | ModalSubmitInteraction;

/** One interaction of a member with the bot, and everything needed to answer it. */
export interface Visit<I extends BaseInteraction = BaseInteraction> {
  readonly interaction: I;
  readonly app: App;
  /** The member's language, for texts that only they read. */
  readonly language: Language;
  /** The server's language, for texts that everyone reads. */
  readonly sharedLanguage: Language;
  /** The server in which the bot is used; `null` outside servers. */
  readonly guildId: string | null;
  readonly channelId: string | null;
  /** The server, if the bot is in it. Members can also use the bot in servers that it never joined. */
  readonly guild: Guild | undefined;
}

export function openVisit<I extends BaseInteraction>(app: App, interaction: I): Visit<I> {
  const { guildId, channelId, locale } = interaction;
  return {
    interaction,
    app,
    language: languageOf(locale),
    sharedLanguage: sharedLanguageOf(interaction),
    guildId,
    channelId,
    guild: interaction.inCachedGuild() ? interaction.guild : undefined,
  };
}

/** Defers an answer that only the member sees. */
export async function deferPrivately({ interaction }: Visit<Answerable>): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
}
