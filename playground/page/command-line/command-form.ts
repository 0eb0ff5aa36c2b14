import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type ApplicationCommandType,
  ApplicationCommandOptionType as OptionType,
} from "discord-api-types/v10";

type InLanguages = Readonly<Partial<Record<string, string | null>>> | null | undefined;

/** The facts about a deployed command that matter for typing it. */
export interface TypeableCommand {
  readonly name: string;
  readonly name_localizations?: InLanguages;
  readonly type: ApplicationCommandType;
  readonly description: string;
  readonly description_localizations?: InLanguages;
  readonly options?: readonly APIApplicationCommandOption[];
}

/** A command in the form in which it is typed. A subcommand is part of its name. */
export interface CommandForm {
  readonly name: string;
  readonly description: string;
  readonly options: readonly APIApplicationCommandBasicOption[];
  /** Maps the names of another language to the names to send. */
  readonly sent?: SentNames;
}

interface SentNames {
  readonly command: string;
  readonly options: ReadonlyMap<string, string>;
}

/** Lists what can be typed after a slash, with each subcommand on its own, by the names that Discord shows in a language. */
export function listForms(commands: readonly TypeableCommand[], locale: string): readonly CommandForm[] {
  return commands.flatMap((command) => localisedForms(command, locale)).toSorted(byName);
}

/** The same list, with the names of the commands in every language. */
export function knownForms(commands: readonly TypeableCommand[], locale: string): readonly CommandForm[] {
  return [...listForms(commands, locale), ...listForms(commands, "")];
}

function byName(one: CommandForm, other: CommandForm): number {
  return one.name.localeCompare(other.name);
}

function localisedForms(command: TypeableCommand, locale: string): readonly CommandForm[] {
  const own = formsOf(command.name, command.description, command.options ?? []);
  const shown = localised(command, locale);
  const options = (command.options ?? []).map((option) => localisedOption(option, locale));
  return formsOf(shown.name, shown.description, options).map((form, index) => {
    const sent = own[index] ?? form;
    const names = form.options.map(({ name }, at) => [name, sent.options[at]?.name ?? name] as const);
    return { ...form, sent: { command: sent.name, options: new Map(names) } };
  });
}

function localisedOption<T extends APIApplicationCommandOption>(option: T, locale: string): T {
  const { options, choices } = option as {
    readonly options?: readonly APIApplicationCommandOption[];
    readonly choices?: readonly { readonly name: string; readonly name_localizations?: InLanguages }[];
  };
  return {
    ...option,
    ...localised(option, locale),
    ...(options && { options: options.map((one) => localisedOption(one, locale)) }),
    ...(choices && {
      choices: choices.map((one) => ({ ...one, name: one.name_localizations?.[locale] ?? one.name })),
    }),
  };
}

function localised(
  texts: Pick<TypeableCommand, "name" | "name_localizations" | "description" | "description_localizations">,
  locale: string,
): { readonly name: string; readonly description: string } {
  return {
    name: texts.name_localizations?.[locale] ?? texts.name,
    description: texts.description_localizations?.[locale] ?? texts.description,
  };
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
