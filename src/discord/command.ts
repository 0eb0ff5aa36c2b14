import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  MessageComponentInteraction,
  RESTPostAPIApplicationCommandsJSONBody,
} from "discord.js";
import type { App } from "../app.ts";
import type { Language } from "../language/english.ts";

/** One command: what Discord is told of it, and what happens when it is used. */
export interface Command {
  readonly data: { toJSON(): RESTPostAPIApplicationCommandsJSONBody; readonly name: string };
  execute(interaction: ChatInputCommandInteraction, app: App, language: Language): Promise<void>;
  autocomplete?(interaction: AutocompleteInteraction, app: App, language: Language): Promise<void>;
  /** A button or select menu of one of the command's messages; `args` are those of its custom id. */
  press?(
    interaction: MessageComponentInteraction,
    args: readonly string[],
    app: App,
    language: Language,
  ): Promise<void>;
}
