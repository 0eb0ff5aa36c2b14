import type { RESTPostAPIApplicationCommandsJSONBody } from "discord.js";
import { english, type Language } from "../language/english.ts";
import { languages } from "./language-of.ts";

/** A command or one of its options or choices, as far as it has words. */
interface Worded {
  readonly name: string;
  readonly description?: string | undefined;
  readonly options?: readonly Worded[] | undefined;
  readonly choices?: readonly Worded[] | undefined;
}

/** A text's place in the catalogue: the keys that lead to it. */
type Path = readonly string[];

/**
 * A command with its names and descriptions in every language. It is made with the English texts of the catalogue: where those stand there,
 * the others stand in the other languages, so a command says only once which texts are its own.
 */
export function localiseCommand<T extends RESTPostAPIApplicationCommandsJSONBody>(command: T): T {
  const named: Worded = command;
  const section = named.description === undefined ? [] : [command.name];
  const { commands } = english.names;
  const name = Object.hasOwn(commands, command.name)
    ? ["names", "commands", command.name]
    : findText(named.name, section);
  return { ...localise(named, name, section) } as unknown as T;
}

function localise(worded: Worded, name: Path | undefined, section: Path): Worded {
  const { description, options, choices } = worded;
  return {
    ...worded,
    ...inEveryLanguage("name_localizations", name),
    ...(description === undefined
      ? {}
      : inEveryLanguage("description_localizations", findText(description, section))),
    ...(options === undefined
      ? {}
      : {
          options: options.map((option) => localise(option, ["names", "options", option.name], section)),
        }),
    ...(choices === undefined
      ? {}
      : { choices: choices.map((choice) => localise(choice, findText(choice.name, section), section)) }),
  };
}

function inEveryLanguage(field: string, path: Path | undefined): Readonly<Record<string, object>> {
  if (path === undefined) return {};
  const texts = Object.entries(languages).flatMap(([locale, language]) => {
    const text = textAt(language, path);
    return text === undefined ? [] : [[locale, text] as const];
  });
  return { [field]: Object.fromEntries(texts) };
}

function textAt(language: Language, path: Path): string | undefined {
  const found = path.reduce<unknown>(
    (value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    language,
  );
  return typeof found === "string" ? found : undefined;
}

/** Where an English text stands, in the command's own section or, for those of menus that share one, in any. */
function findText(text: string, section: Path): Path | undefined {
  const root = section.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), english);
  return search(root, section, text);
}

function search(value: unknown, path: Path, text: string): Path | undefined {
  if (value === text) return path;
  if (!isRecord(value)) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = search(inner, [...path, key], text);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
