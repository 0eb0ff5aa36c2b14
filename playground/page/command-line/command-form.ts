import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type ApplicationCommandType,
  ApplicationCommandOptionType as OptionType,
} from "discord-api-types/v10";

/** What a deployed command is, as far as it can be typed. */
export interface TypeableCommand {
  readonly name: string;
  readonly type: ApplicationCommandType;
  readonly description: string;
  readonly options?: readonly APIApplicationCommandOption[];
}

/** A command as it is typed; a subcommand is part of its name. */
export interface CommandForm {
  readonly name: string;
  readonly description: string;
  readonly options: readonly APIApplicationCommandBasicOption[];
}

/** What can be typed behind a slash, subcommands each on its own, by name. */
export function listForms(commands: readonly TypeableCommand[]): readonly CommandForm[] {
  return commands
    .flatMap(({ name, description, options = [] }) => formsOf(name, description, options))
    .toSorted((one, other) => one.name.localeCompare(other.name));
}

function formsOf(
  name: string,
  description: string,
  options: readonly APIApplicationCommandOption[],
): readonly CommandForm[] {
  const nested = options.filter(
    (option) => option.type === OptionType.Subcommand || option.type === OptionType.SubcommandGroup,
  );
  if (nested.length === 0) {
    return [{ name, description, options: options as readonly APIApplicationCommandBasicOption[] }];
  }
  return nested.flatMap((option) =>
    formsOf(`${name} ${option.name}`, option.description, option.options ?? []),
  );
}
