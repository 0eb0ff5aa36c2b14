import { Locale } from "discord.js";
import { english, type Language } from "../language/english.ts";
import { german } from "../language/german.ts";

/** What the bot speaks beside English, which everybody else gets. */
export const languages: Readonly<Partial<Record<Locale, Language>>> = { [Locale.German]: german };

/** The language a member has set in Discord, where the bot speaks it. */
export function languageOf(locale: Locale): Language {
  return languages[locale] ?? english;
}
