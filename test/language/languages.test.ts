import { describe, expect, it } from "vitest";
import { commands } from "../../commands/index.ts";
import { languages } from "../../src/discord/language-of.ts";
import { english } from "../../src/language/english.ts";

interface Shown {
  readonly name: string;
  readonly name_localizations?: Readonly<Record<string, string>>;
  readonly description?: string;
  readonly description_localizations?: Readonly<Record<string, string>>;
  readonly options?: readonly Shown[];
  readonly choices?: readonly Shown[];
}

const locales = Object.keys(languages);
const shown = commands.map(({ data }) => data.toJSON() as Shown);
// https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming
const namePattern = /^[-_'\p{Ll}\p{N}]{1,32}$/u;
const longestDescription = 100;

/** Lists texts by their keys; a text with facts in it counts as a function. */
function kinds(value: unknown, path = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [`${path}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, inner]) => kinds(inner, `${path}.${key}`));
}

function texts(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}

describe.each(Object.entries(languages))("the language %s", (_, language) => {
  it("has every text of the catalogue, none of them empty", () => {
    expect(kinds(language).toSorted()).toEqual(kinds(english).toSorted());
    expect(texts(language).filter((text) => text.trim() === "")).toEqual([]);
  });

  it("calls commands in its texts by its own names for them", () => {
    const named = texts(language).flatMap((text) =>
      [...text.matchAll(/`\/([^\s`]+)/g)].map(([, name]) => name),
    );
    const known: readonly (string | undefined)[] = Object.values(language.names.commands);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe("the text of a command, in every language,", () => {
  it.each(shown.map((command) => [command.name, command] as const))("%s", (_, command) => {
    const isSlash = command.description !== undefined;
    const parts = [command, ...(command.options ?? [])];
    expect(Object.keys(command.name_localizations ?? {})).toEqual(locales);
    for (const part of parts) {
      expect([part.name, Object.keys(part.name_localizations ?? {})]).toEqual([part.name, locales]);
      for (const name of Object.values(part.name_localizations ?? {}))
        if (isSlash) expect(name).toMatch(namePattern);
        else expect(name.length).toBeLessThanOrEqual(32);
      if (!isSlash) continue;
      expect([part.name, Object.keys(part.description_localizations ?? {})]).toEqual([part.name, locales]);
      for (const text of [part.description ?? "", ...Object.values(part.description_localizations ?? {})]) {
        expect(text).not.toBe("");
        expect(text.length, text).toBeLessThanOrEqual(longestDescription);
      }
      for (const choice of part.choices ?? [])
        expect([choice.name, Object.keys(choice.name_localizations ?? {})]).toEqual([choice.name, locales]);
    }
  });

  it("differs between the names of any two commands, and of any two options of one", () => {
    for (const locale of locales) {
      const names = (all: readonly Shown[]) => all.map((one) => one.name_localizations?.[locale] ?? one.name);
      for (const all of [names(shown), ...shown.map(({ options }) => names(options ?? []))])
        expect(new Set(all).size).toBe(all.length);
    }
  });
});
