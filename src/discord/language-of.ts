import { type BaseInteraction, InteractionContextType, Locale } from "discord.js";
import { english, type Language } from "../language/english.ts";
import { german } from "../language/german.ts";

/** Languages that the bot speaks besides English, which is used for all other locales. */
export const languages: Readonly<Partial<Record<Locale, Language>>> = { [Locale.German]: german };

/** Returns the language for a member's or a server's locale in Discord. */
export function languageOf(locale: Locale | null | undefined): Language {
  return (locale && languages[locale]) ?? english;
}

/** Returns the language for texts that everyone reads: the server's, or the member's own in a private conversation. */
export function sharedLanguageOf({ context, guildLocale, locale }: BaseInteraction): Language {
  return languageOf(context === InteractionContextType.BotDM ? locale : guildLocale);
}
