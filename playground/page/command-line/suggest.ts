import { ApplicationCommandType } from "discord-api-types/v10";
import type { Scene } from "../scene.ts";
import { type CommandForm, knownForms, listForms } from "./command-form.ts";
import { type AskedFrom, offeredValues } from "./offered-values.ts";
import { needsQuotes, readLine, type TypedCommand, type TypedOption } from "./read-line.ts";

/** Something that can be typed next. */
interface Suggestion {
  readonly label: string;
  readonly detail: string;
  /** The line after it is taken, and the position of the cursor. */
  readonly line: string;
  readonly cursor: number;
}

export interface Suggestions {
  /** The purpose of the option under the cursor. */
  readonly hint: string;
  readonly items: readonly Suggestion[];
  /** True if nothing required is missing, so Enter may send it. */
  readonly isComplete: boolean;
}

/**
 * Lists what Discord's client would offer at the cursor: commands, then options, then an option's values, some of them from the
 * bot.
 * @throws what the bot's autocomplete throws
 */
export async function suggest(
  line: string,
  cursor: number,
  scene: Scene,
  from: AskedFrom,
): Promise<Suggestions> {
  const commands = scene.commands(ApplicationCommandType.ChatInput);
  const forms = listForms(commands, from.locale);
  if (!line.startsWith("/")) return { hint: "", items: [], isComplete: false };
  const typed = readLine(line, knownForms(commands, from.locale));
  if (typed === undefined || cursor <= typed.nameEnd) {
    const isOffered = typed === undefined || forms.some(({ name }) => name === typed.form.name);
    return suggestCommands(line.slice(0, cursor), isOffered ? forms : [...forms, typed.form]);
  }
  const isComplete = typed.form.options.every((option) => !option.required || hasValue(typed, option.name));
  const current = typed.options.find(({ from, to }) => cursor >= from && cursor <= to);
  if (current !== undefined && !(line[cursor - 1] === " " && current.value !== "")) {
    const values = await offeredValues({ typed, current, scene, ...from });
    const items = values.map(({ label, detail }) => ({ label, detail, ...fill(line, current, label) }));
    if (items.length > 0 || current.value === "") {
      return { hint: hintOf(current.option), items, isComplete: isComplete && current.value !== "" };
    }
  }
  const items = suggestOptions(line, cursor, typed);
  const hint = current === undefined ? typed.form.description : hintOf(current.option);
  return { hint, items, isComplete: isComplete || typed.stray !== "" };
}

function suggestCommands(typed: string, forms: readonly CommandForm[]): Suggestions {
  const start = typed.slice(1).toLowerCase();
  const fitting = forms.filter(({ name }) => name.includes(start));
  const items = fitting.map((form) => {
    const required = form.options.find((option) => option.required);
    const line = `/${form.name}${required === undefined ? (form.options.length > 0 ? " " : "") : ` ${required.name}:`}`;
    return { label: `/${form.name}`, detail: form.description, line, cursor: line.length };
  });
  const hint =
    forms.length === 0 ? "The bot has deployed no commands yet. It may still be starting." : "Commands";
  const isComplete = forms.some(
    ({ name, options }) => name === start && !options.some(({ required }) => required),
  );
  return {
    hint: items.length === 0 && forms.length > 0 ? `There is no command ${typed}` : hint,
    items,
    isComplete,
  };
}

/** Lists missing options that fit the word before the cursor, required ones first. */
function suggestOptions(line: string, cursor: number, typed: TypedCommand): readonly Suggestion[] {
  const before = line.slice(0, cursor);
  const word = /\S*$/.exec(before)?.[0] ?? "";
  const kept = before.slice(0, before.length - word.length);
  return typed.form.options
    .filter(({ name }) => !typed.options.some(({ option }) => option.name === name))
    .filter(({ name }) => name.startsWith(word.toLowerCase()))
    .map((option) => {
      const start = `${kept.endsWith(" ") ? kept : `${kept} `}${option.name}:`;
      const detail = `${option.description}${option.required ? " (required)" : ""}`;
      return { label: `${option.name}:`, detail, line: start + line.slice(cursor), cursor: start.length };
    });
}

function fill(line: string, { from, to }: TypedOption, label: string): Pick<Suggestion, "line" | "cursor"> {
  const value = needsQuotes(label) ? `"${label.replace(/["\\]/g, "\\$&")}"` : label;
  const start = `${line.slice(0, from)}${value} `;
  return { line: `${start}${line.slice(to).trimStart()}`, cursor: start.length };
}

function hasValue(typed: TypedCommand, name: string): boolean {
  return typed.options.some(({ option, value }) => option.name === name && value !== "");
}

function hintOf(option: TypedOption["option"]): string {
  const { min_value: min, max_value: max } = option as { min_value?: number; max_value?: number };
  const range = min === undefined && max === undefined ? "" : ` (${min ?? "…"} to ${max ?? "…"})`;
  return `${option.name}: ${option.description}${range}`;
}
