import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  MessageComponentInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  RESTPostAPIApplicationCommandsJSONBody,
} from "discord.js";
import type { Visit } from "./visit.ts";

interface CommandBase {
  /** What Discord is told of it. */
  readonly data: { toJSON(): RESTPostAPIApplicationCommandsJSONBody; readonly name: string };
  /** First part of the custom ids of its buttons, menus and modals; short, and never another command's. */
  readonly prefix?: string;
  /** A button or select menu of one of its messages; `args` are those of its custom id. */
  press?(visit: Visit<MessageComponentInteraction>, args: readonly string[]): Promise<void>;
  /** One of its modals was sent. */
  submit?(visit: Visit<ModalSubmitInteraction>, args: readonly string[]): Promise<void>;
}

/** Typed with a slash. */
export interface SlashCommand extends CommandBase {
  readonly kind: "slash";
  execute(visit: Visit<ChatInputCommandInteraction>): Promise<void>;
  autocomplete?(visit: Visit<AutocompleteInteraction>): Promise<void>;
}

/** Chosen in the menu of a message. */
export interface MessageCommand extends CommandBase {
  readonly kind: "message";
  execute(visit: Visit<MessageContextMenuCommandInteraction>): Promise<void>;
}

export type Command = SlashCommand | MessageCommand;
