import { ApplicationCommandType, ComponentType, InteractionType } from "discord-api-types/v10";
import { type Named, resolvedPayload } from "../payloads/interaction.ts";
import type { CommandState, GuildState, UserState } from "../state/model.ts";
import type { World } from "../state/world.ts";
import type { Answer, OpenModal } from "./answer.ts";
import { ask } from "./ask.ts";
import { ClientRefusal } from "./client-refusal.ts";
import { type OptionValues, sendOptions } from "./command-options.ts";
import { findComponent } from "./find-component.ts";
import { LoopbackMessage } from "./message.ts";
import { type FieldValues, fillModal } from "./modal-fields.ts";
import { namedBySelect, namedIn } from "./named.ts";
import { findCommand, findPlace, type Place, type PlaceOptions } from "./place.ts";

/**
 * A person who uses the app, in a guild or outside. Every method does what Discord's client does, and throws a {@link
 * ClientRefusal} if that client would not let them.
 */
export class LoopbackMember {
  readonly user: UserState;
  readonly #world: World;
  readonly #guild: GuildState | undefined;

  constructor(world: World, user: UserState, guild: GuildState | undefined) {
    this.#world = world;
    this.user = user;
    this.#guild = guild;
  }

  get id(): string {
    return this.user.id;
  }

  get name(): string {
    return this.user.globalName ?? this.user.username;
  }

  /** Sends a slash command; a subcommand follows the name after a space. Resolves with the first answer. */
  command(name: string, options: OptionValues = {}, where: PlaceOptions = {}): Promise<Answer> {
    return this.#type(name, options, undefined, where);
  }

  /** Returns the choices offered while an option is typed; the other options may still be missing. */
  async autocomplete(
    name: string,
    options: OptionValues,
    focused: string,
    where: PlaceOptions = {},
  ): Promise<Answer["choices"]> {
    return (await this.#type(name, options, focused, where)).choices;
  }

  /** Uses a command from a message's menu. */
  async menu(name: string, message: LoopbackMessage, where: PlaceOptions = {}): Promise<Answer> {
    const place = this.#placeOf(message, where);
    const command = findCommand(this.#world, this.user, place, name, ApplicationCommandType.Message);
    const data = {
      ...this.#commandData(command, place, { messages: [message.state] }),
      target_id: message.id,
    };
    return ask(this.#world, this.user, place, {
      type: InteractionType.ApplicationCommand,
      data,
      commandName: command.name,
      source: undefined,
    });
  }

  /** Presses a button, found by its custom id or label. */
  async press(
    target: LoopbackMessage | Answer,
    button: string | RegExp,
    where: PlaceOptions = {},
  ): Promise<Answer> {
    const message = shownBy(target);
    const component = findComponent(message, button, "button");
    const data = { custom_id: component.custom_id, component_type: ComponentType.Button, id: component.id };
    return this.#useComponent(message, data, where);
  }

  /** Chooses in a select menu, found by its custom id or placeholder. */
  async select(
    target: LoopbackMessage | Answer,
    menu: string | RegExp,
    values: readonly string[],
    where: PlaceOptions = {},
  ): Promise<Answer> {
    const message = shownBy(target);
    const component = findComponent(message, menu, "select");
    const { min_values: min = 1, max_values: max = 1, options } = component;
    if (values.length < min || values.length > max)
      throw new ClientRefusal(`the menu takes ${min}–${max} values`);
    const unknown = values.find((value) => options && !options.some((option) => option.value === value));
    if (unknown !== undefined) throw new ClientRefusal(`the menu does not offer ${unknown}`);
    const place = this.#placeOf(message, where);
    const named = namedBySelect(this.#world, component.type, values);
    const resolved = options ? {} : { resolved: resolvedPayload(this.#world, place, this.user, named) };
    const data = {
      custom_id: component.custom_id,
      component_type: component.type,
      id: component.id,
      values,
      ...resolved,
    };
    return this.#useComponent(message, data, where);
  }

  /** Fills in a modal and submits it. */
  async submit(modal: OpenModal, values: FieldValues = {}, where: PlaceOptions = {}): Promise<Answer> {
    const { interaction } = modal;
    const guild = interaction.guildId === undefined ? undefined : this.#guild;
    const place = {
      ...findPlace(this.#world, this.user, guild, this.#samePlace(interaction.channelId, where)),
    };
    return ask(this.#world, this.user, place, {
      type: InteractionType.ModalSubmit,
      data: { custom_id: modal.customId, components: fillModal(modal, values), resolved: {} },
      commandName: undefined,
      source: interaction.source,
    });
  }

  async #type(
    typed: string,
    options: OptionValues,
    focused: string | undefined,
    where: PlaceOptions,
  ): Promise<Answer> {
    const [name = "", ...path] = typed.split(" ");
    const place = findPlace(this.#world, this.user, this.#guild, where);
    const command = findCommand(this.#world, this.user, place, name, ApplicationCommandType.ChatInput);
    const context = { world: this.#world, guildId: place.guild?.id, focused };
    const sent = sendOptions(command, path, options, context);
    return ask(this.#world, this.user, place, {
      type:
        focused === undefined
          ? InteractionType.ApplicationCommand
          : InteractionType.ApplicationCommandAutocomplete,
      data: {
        ...this.#commandData(command, place, namedIn(sent)),
        ...(sent.length > 0 ? { options: sent } : {}),
      },
      commandName: typed,
      source: undefined,
    });
  }

  #commandData(command: CommandState, place: Place, named: Named) {
    const resolved = resolvedPayload(this.#world, place, this.user, named);
    return {
      id: command.id,
      name: command.name,
      type: command.type,
      ...(command.guildId === undefined ? {} : { guild_id: command.guildId }),
      ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
    };
  }

  #useComponent(message: LoopbackMessage, data: unknown, where: PlaceOptions): Promise<Answer> {
    return ask(this.#world, this.user, this.#placeOf(message, where), {
      type: InteractionType.MessageComponent,
      data,
      commandName: undefined,
      source: message.state,
    });
  }

  #placeOf(message: LoopbackMessage, where: PlaceOptions): Place {
    const { state } = message;
    const owner = this.#world.interactions.get(state.interactionId ?? "");
    if (message.isEphemeral && owner?.userId !== this.id)
      throw new ClientRefusal("only the person who asked sees the message");
    const channel = this.#world.channels.get(message.channelId);
    const isThere = channel !== undefined && channel.kind !== "forum" && channel.messages.has(message.id);
    if (!message.isEphemeral && !isThere) throw new ClientRefusal("the message was deleted");
    const isUserInstall = owner?.isUserInstallOnly === true && state.guildId !== undefined;
    const asUserInstall = isUserInstall ? { asUserInstall: true } : {};
    const place = { ...asUserInstall, ...this.#samePlace(message.channelId, where) };
    return findPlace(this.#world, this.user, this.#guild, place);
  }

  #samePlace(channelId: string, where: PlaceOptions): PlaceOptions {
    const channel = this.#world.channels.get(channelId);
    if (channel?.kind !== "dm") return { channelId, ...where };
    return { where: channel.isPrivate ? "private-channel" : "bot-dm", ...where };
  }
}

function shownBy(target: LoopbackMessage | Answer): LoopbackMessage {
  return target instanceof LoopbackMessage ? target : target.message;
}
