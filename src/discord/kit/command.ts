import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  MessageComponentInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  RESTPostAPIApplicationCommandsJSONBody,
} from "discord.js";
import type { App } from "../../app.ts";
import type { Language } from "../../language/english.ts";

interface CommandBase {
  /** What Discord is told of it. */
  readonly data: { toJSON(): RESTPostAPIApplicationCommandsJSONBody; readonly name: string };
  /** First part of the custom ids of its buttons, menus and modals; short, and never another command's. */
  readonly prefix?: string;
  /** A button or select menu of one of its messages; `args` are those of its custom id. */
  press?(
    interaction: MessageComponentInteraction,
    args: readonly string[],
    app: App,
    language: Language,
  ): Promise<void>;
  /** One of its modals was sent. */
  submit?(
    interaction: ModalSubmitInteraction,
    args: readonly string[],
    app: App,
    language: Language,
  ): Promise<void>;
}

/** Typed with a slash. */
export interface SlashCommand extends CommandBase {
  readonly kind: "slash";
  execute(interaction: ChatInputCommandInteraction, app: App, language: Language): Promise<void>;
  autocomplete?(interaction: AutocompleteInteraction, app: App, language: Language): Promise<void>;
}

/** Chosen in the menu of a message. */
export interface MessageCommand extends CommandBase {
  readonly kind: "message";
  execute(interaction: MessageContextMenuCommandInteraction, app: App, language: Language): Promise<void>;
}

export type Command = SlashCommand | MessageCommand;
