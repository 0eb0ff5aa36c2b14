import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType as OptionType,
} from "discord-api-types/v10";
import type { OptionValues } from "loopback-discord/driver/command-options.ts";
import type { Scene } from "../scene.ts";
import { sceneNames } from "../scene-names.ts";
import type { CommandForm } from "./command-form.ts";
import type { TypedCommand } from "./read-line.ts";
import { TypingError } from "./typing-error.ts";

type Value = string | number | boolean;

/**
 * Returns the values of a typed command as a client sends them: `#name` becomes a channel, and a chosen name becomes its value.
 * Text after the command without an option name becomes the first required option.
 * @throws {TypingError}
 */
export function readValues(typed: TypedCommand, scene: Scene): OptionValues {
  const values: Record<string, Value> = {};
  for (const { option, value } of typed.options) {
    if (value === "") throw new TypingError(`${option.name} has no value: type one after the colon`);
    values[sentName(typed.form, option.name)] = readValue(option, value, typed.form.name, scene);
  }
  if (typed.stray === "") return values;
  const free = typed.form.options.find(
    (option) => option.required && values[sentName(typed.form, option.name)] === undefined,
  );
  if (free === undefined) {
    const names = typed.form.options.map(({ name }) => `${name}:`).join(" ");
    throw new TypingError(
      `I cannot read “${typed.stray}”. ${names === "" ? "The command takes no options." : `Its options are ${names}`}`,
    );
  }
  const name = sentName(typed.form, free.name);
  return { [name]: readValue(free, typed.stray, typed.form.name, scene), ...values };
}

/** Returns the name of an option for the bot. */
export function sentName(form: CommandForm, option: string): string {
  return form.sent?.options.get(option) ?? option;
}

function readValue(
  option: APIApplicationCommandBasicOption,
  text: string,
  command: string,
  scene: Scene,
): Value {
  const chosen = scene.session.chosenValue(command, option.name, text) ?? listedChoice(option, text);
  if (chosen !== undefined) return chosen;
  const names = sceneNames(scene);
  switch (option.type) {
    case OptionType.Integer:
    case OptionType.Number:
      return readNumber(option.name, text);
    case OptionType.Boolean:
      return readBoolean(option.name, text);
    case OptionType.Channel:
      return readEntity(option.name, text, "channel", [...names.channels([]), ...threadChoices(scene)]);
    case OptionType.User:
      return readEntity(option.name, text, "member", names.users());
    case OptionType.Role:
      return readEntity(option.name, text, "role", names.roles());
    case OptionType.Mentionable:
      return readEntity(option.name, text, "member or role", [...names.users(), ...names.roles()]);
    case OptionType.Attachment:
      throw new TypingError("Files cannot be sent from this page");
    default:
      return text;
  }
}

function listedChoice(option: APIApplicationCommandBasicOption, text: string): string | number | undefined {
  const choices = "choices" in option ? (option.choices ?? []) : [];
  return choices.find(({ name }) => name.toLowerCase() === text.toLowerCase())?.value;
}

function readNumber(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isFinite(number)) throw new TypingError(`${name} must be a number, not “${text}”`);
  return number;
}

function readBoolean(name: string, text: string): boolean {
  if (/^(true|yes|on)$/i.test(text)) return true;
  if (/^(false|no|off)$/i.test(text)) return false;
  throw new TypingError(`${name} must be True or False, not “${text}”`);
}

function readEntity(
  option: string,
  text: string,
  kind: string,
  choices: readonly { readonly label: string; readonly value: string }[],
): string {
  const bare = text
    .replace(/^<?[@#][!&]?/, "")
    .replace(/>$/, "")
    .toLowerCase();
  const found = choices.find(
    ({ label, value }) => value === bare || label.replace(/^#/, "").toLowerCase() === bare,
  );
  if (found === undefined) throw new TypingError(`${option}: this server has no ${kind} “${text}”`);
  return found.value;
}

function threadChoices(scene: Scene): readonly { readonly label: string; readonly value: string }[] {
  return scene.forums.flatMap((forum) => forum.threads().map(({ id, name }) => ({ label: name, value: id })));
}
