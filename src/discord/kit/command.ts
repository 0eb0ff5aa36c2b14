import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  MessageComponentInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  RESTPostAPIApplicationCommandsJSONBody,
} from "discord.js";
import type { Visit } from "./visit.ts";

/** Reads the request in a custom id. */
interface Readable {
  read(id: string): unknown;
}

/** The custom ids of any command. */
interface AnyIds {
  readonly prefix: string;
  readonly controls: Readable;
  readonly forms: Readable;
}

type AskedOf<T extends Readable> = NonNullable<ReturnType<T["read"]>>;

interface CommandBase<I extends AnyIds> {
  /** The command as Discord is told of it. */
  readonly data: { toJSON(): RESTPostAPIApplicationCommandsJSONBody; readonly name: string };
  /** The custom ids of its buttons, menus and modals. */
  readonly ids?: I;
  /** Called when a member uses a button or select menu of one of its messages. */
  press?(visit: Visit<MessageComponentInteraction>, asked: AskedOf<I["controls"]>): Promise<void>;
  /** Called when a member submits one of its modals. */
  submit?(visit: Visit<ModalSubmitInteraction>, asked: AskedOf<I["forms"]>): Promise<void>;
}

/** A command that members type with a slash. */
export interface SlashCommand<I extends AnyIds = AnyIds> extends CommandBase<I> {
  readonly kind: "slash";
  execute(visit: Visit<ChatInputCommandInteraction>): Promise<void>;
  autocomplete?(visit: Visit<AutocompleteInteraction>): Promise<void>;
}

/** A command that members choose in the menu of a message. */
export interface MessageCommand<I extends AnyIds = AnyIds> extends CommandBase<I> {
  readonly kind: "message";
  execute(visit: Visit<MessageContextMenuCommandInteraction>): Promise<void>;
}

export type Command = SlashCommand | MessageCommand;
