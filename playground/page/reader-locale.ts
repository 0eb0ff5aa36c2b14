import { Locale } from "discord-api-types/v10";
import type { Context } from "hono";

const known: readonly string[] = Object.values(Locale);

/**
 * Returns the first language of the reader's browser that Discord supports, as if their Discord were set to it; otherwise English.
 */
export function readerLocale(context: Context): string {
  const wanted = (context.req.header("accept-language") ?? "")
    .split(",")
    .map((one) => one.split(";")[0]?.trim() ?? "");
  const found = wanted.flatMap(
    (tag) =>
      known.find((locale) => locale === tag) ?? known.find((locale) => locale === tag.split("-")[0]) ?? [],
  );
  return found[0] ?? Locale.EnglishUS;
}
