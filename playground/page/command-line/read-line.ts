import { type APIApplicationCommandBasicOption, ApplicationCommandOptionType } from "discord-api-types/v10";
import type { CommandForm } from "./command-form.ts";

export interface TypedOption {
  readonly option: APIApplicationCommandBasicOption;
  readonly value: string;
  /** Position of the value in the line, including its quotes. */
  readonly from: number;
  readonly to: number;
}

export interface TypedCommand {
  readonly form: CommandForm;
  readonly options: readonly TypedOption[];
  /** Text between the command and its first option. */
  readonly stray: string;
  /** End of the command's name. */
  readonly nameEnd: number;
}

/**
 * Reads `/name option:value other:a value of several words third:"with a name: in it"`. A value ends at the next option name with a
 * colon, or at its closing quote. Quotes that a text does not need belong to it, as in a search for a phrase. `undefined` if the
 * line names no command.
 */
export function readLine(line: string, forms: readonly CommandForm[]): TypedCommand | undefined {
  const named = forms.filter(({ name }) => line === `/${name}` || line.startsWith(`/${name} `));
  const form = named.toSorted((one, other) => other.name.length - one.name.length)[0];
  if (form === undefined) return undefined;
  const nameEnd = form.name.length + 1;
  const options: TypedOption[] = [];
  const first = findOption(line, nameEnd, form);
  for (let found = first; found !== undefined; ) {
    const { value, to, next } = readValue(line, found, form);
    options.push({ option: found.option, value, from: found.from, to });
    found = next;
  }
  return { form, options, stray: line.slice(nameEnd, first?.at ?? line.length).trim(), nameEnd };
}

interface FoundOption {
  readonly option: APIApplicationCommandBasicOption;
  /** Start of its name. */
  readonly at: number;
  /** Start of its value. */
  readonly from: number;
}

function findOption(line: string, start: number, form: CommandForm): FoundOption | undefined {
  for (const match of line.slice(start).matchAll(/(?<=\s)([\p{L}\p{N}_-]+):/gu)) {
    const option = form.options.find(({ name }) => name === match[1]);
    const at = start + match.index;
    if (option !== undefined) return { option, at, from: at + match[0].length };
  }
  return undefined;
}

function readValue(
  line: string,
  { option, from }: FoundOption,
  form: CommandForm,
): { readonly value: string; readonly to: number; readonly next: FoundOption | undefined } {
  const quoted = /^\s*"((?:[^"\\]|\\.)*)"(?=\s|$)/.exec(line.slice(from));
  const value = quoted?.[1]?.replace(/\\(.)/g, "$1");
  const isText = option.type === ApplicationCommandOptionType.String;
  if (quoted !== null && value !== undefined && (!isText || needsQuotes(value))) {
    const to = from + quoted[0].length;
    return { value, to, next: findOption(line, to, form) };
  }
  const next = findOption(line, from, form);
  const to = next?.at ?? line.length;
  return { value: line.slice(from, to).trim(), to, next };
}

/**
 * Returns whether a value could be misread without quotes around it: it contains something that may be an option name, or begins
 * with a quote.
 */
export function needsQuotes(value: string): boolean {
  return /\s[\p{L}\p{N}_-]+:/u.test(value) || value.startsWith('"');
}
