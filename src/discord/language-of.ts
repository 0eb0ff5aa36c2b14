import type { Locale } from "discord.js";
import { english, type Language } from "../language/english.ts";

const languages: Readonly<Partial<Record<Locale, Language>>> = {};

/** The language a member has set in Discord, where the bot speaks it. */
export function languageOf(locale: Locale): Language {
  return languages[locale] ?? english;
}
