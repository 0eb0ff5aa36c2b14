import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType as OptionType,
} from "discord-api-types/v10";
import type { CommandState } from "../state/model.ts";
import type { World } from "../state/world.ts";
import { ClientRefusal } from "./client-refusal.ts";

export type OptionValues = Readonly<Record<string, string | number | boolean>>;

interface SentOption {
  readonly name: string;
  readonly type: number;
  readonly value?: string | number | boolean;
  readonly focused?: true;
  readonly options?: readonly SentOption[];
}

export interface OptionContext {
  readonly world: World;
  readonly guildId: string | undefined;
  /** The option being typed. It may still be incomplete, and so may all others. */
  readonly focused: string | undefined;
}

const refusal = (what: string) => new ClientRefusal(what);

function checkText(option: APIApplicationCommandBasicOption, value: unknown): void {
  if (option.type !== OptionType.String) return;
  if (typeof value !== "string") throw refusal(`${option.name} must be text`);
  const { min_length: min = 0, max_length: max = 6000 } = option as {
    min_length?: number;
    max_length?: number;
  };
  if (value.length < min || value.length > max)
    throw refusal(`${option.name} must have ${min}–${max} characters`);
}

function checkNumber(option: APIApplicationCommandBasicOption, value: unknown): void {
  if (option.type !== OptionType.Integer && option.type !== OptionType.Number) return;
  if (typeof value !== "number") throw refusal(`${option.name} must be a number`);
  if (option.type === OptionType.Integer && !Number.isInteger(value))
    throw refusal(`${option.name} must be a whole number`);
  const { min_value: min = -(2 ** 53), max_value: max = 2 ** 53 } = option as {
    min_value?: number;
    max_value?: number;
  };
  if (value < min || value > max) throw refusal(`${option.name} must be a number from ${min} to ${max}`);
}

function checkEntity(option: APIApplicationCommandBasicOption, value: unknown, context: OptionContext): void {
  const { world, guildId } = context;
  const id = String(value);
  if (option.type === OptionType.Boolean && typeof value !== "boolean")
    throw refusal(`${option.name} must be true or false`);
  if (option.type === OptionType.User && !world.users.has(id)) throw refusal(`${option.name}: no such user`);
  if (option.type === OptionType.Role && !world.guilds.get(guildId ?? "")?.roles.has(id))
    throw refusal(`${option.name}: no such role`);
  if (option.type !== OptionType.Channel) return;
  const channel = world.channels.get(id);
  if (channel === undefined || channel.kind === "dm" || channel.guildId !== guildId) {
    throw refusal(`${option.name}: no such channel here`);
  }
  const type = { text: 0, forum: 15, thread: 11 }[channel.kind];
  const wanted: readonly number[] = option.channel_types ?? [];
  if (wanted.length > 0 && !wanted.includes(type))
    throw refusal(`${option.name} must be another kind of channel`);
}

function checkValue(option: APIApplicationCommandBasicOption, value: unknown, context: OptionContext): void {
  checkText(option, value);
  checkNumber(option, value);
  checkEntity(option, value, context);
  const choices = "choices" in option ? option.choices : undefined;
  if (choices?.length && !choices.some((choice) => choice.value === value))
    throw refusal(`${option.name}: not one of the choices`);
}

function sendBasic(
  options: readonly APIApplicationCommandBasicOption[],
  values: OptionValues,
  context: OptionContext,
): SentOption[] {
  const isTyping = context.focused !== undefined;
  for (const name of Object.keys(values)) {
    if (!options.some((option) => option.name === name)) throw refusal(`there is no option ${name}`);
  }
  for (const option of options) {
    if (option.required && !isTyping && values[option.name] === undefined)
      throw refusal(`${option.name} is required`);
  }
  return options.flatMap((option) => {
    const value = values[option.name];
    if (value === undefined) return [];
    if (option.name === context.focused)
      return [{ name: option.name, type: option.type, value, focused: true as const }];
    checkValue(option, value, context);
    return [{ name: option.name, type: option.type, value }];
  });
}

/**
 * Returns the options of an interaction as Discord's client sends them.
 * @param path names of the subcommand group and subcommand, outermost first
 * @throws {ClientRefusal} if the client would not send them
 */
export function sendOptions(
  command: CommandState,
  path: readonly string[],
  values: OptionValues,
  context: OptionContext,
): SentOption[] {
  const descend = (
    options: readonly APIApplicationCommandOption[],
    rest: readonly string[],
  ): SentOption[] => {
    const [name, ...further] = rest;
    const isNested = (option: APIApplicationCommandOption) =>
      option.type === OptionType.Subcommand || option.type === OptionType.SubcommandGroup;
    if (name === undefined) {
      if (options.some(isNested)) throw refusal(`${command.name} needs a subcommand`);
      return sendBasic(options as readonly APIApplicationCommandBasicOption[], values, context);
    }
    const chosen = options.find((option) => option.name === name && isNested(option));
    if (chosen === undefined) throw refusal(`${command.name} has no subcommand ${name}`);
    const inner = "options" in chosen ? (chosen.options ?? []) : [];
    return [{ name, type: chosen.type, options: descend(inner as APIApplicationCommandOption[], further) }];
  };
  return descend(command.options, path);
}
