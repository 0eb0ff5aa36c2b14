import { type BaseInteraction, InteractionContextType, Locale } from "discord.js";
import { english, type Language } from "../language/english.ts";
import { german } from "../language/german.ts";

/** What the bot speaks beside English, which everybody else gets. */
export const languages: Readonly<Partial<Record<Locale, Language>>> = { [Locale.German]: german };

/** The language a member or a server is set to in Discord, where the bot speaks it. */
export function languageOf(locale: Locale | null | undefined): Language {
  return (locale && languages[locale]) ?? english;
}

/** The language of what everybody reads where a member uses the bot: the server's, or the member's own where nobody else reads it. */
export function sharedLanguageOf({ context, guildLocale, locale }: BaseInteraction): Language {
  return languageOf(context === InteractionContextType.BotDM ? locale : guildLocale);
}
