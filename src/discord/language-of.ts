import { type BaseInteraction, InteractionContextType, Locale } from "discord.js";
import { english, type Language } from "../language/english.ts";
import { german } from "../language/german.ts";

/** What the bot speaks beside English, which everybody else gets. */
export const languages: Readonly<Partial<Record<Locale, Language>>> = { [Locale.German]: german };

/** The language a member has set in Discord, where the bot speaks it. */
export function languageOf(locale: Locale): Language {
  return languages[locale] ?? english;
}

/** The language of what everybody reads where a member uses the bot: the server's, or the member's own where nobody else reads it. */
export function sharedLanguageOf({ context, guildLocale, locale }: BaseInteraction): Language {
  if (context === InteractionContextType.BotDM) return languageOf(locale);
  return guildLocale === null ? english : languageOf(guildLocale);
}
