import { ActionRowBuilder, ButtonBuilder } from "@discordjs/builders";
import { type APIActionRowComponent, type APIButtonComponent, ButtonStyle } from "discord.js";
import type { FoundWriting } from "../../finding/find-comment.ts";
import { siteLink } from "../../forum/site.ts";
import { kindOfWriting } from "../../forum/writing.ts";
import type { Language } from "../../language/english.ts";
import { formatCustomId } from "./custom-id.ts";

/** Custom ids of everything about quoting begin so. */
export const quotePrefix = "quote";
export const lookupPrefix = "lookup";
export const contextPrefix = "context";

/** Actions for a comment or post that is shown, except those of the place that already shows it. */
export function commentActions(
  { writing, source: { site } }: FoundWriting,
  shownBy: typeof lookupPrefix | typeof contextPrefix,
  language: Language,
): APIActionRowComponent<APIButtonComponent> {
  const say = language.card;
  const { reference, path } = writing;
  const button = (label: string, customId: string) =>
    new ButtonBuilder().setCustomId(customId).setLabel(label).setStyle(ButtonStyle.Primary);
  const whole = button(say.whole, formatCustomId(lookupPrefix, "show", reference));
  const elsewhere =
    shownBy === lookupPrefix
      ? [button(say.context, formatCustomId(contextPrefix, "show", reference))]
      : // The archive has only the opening of a post.
        kindOfWriting(writing) === "comment"
        ? [whole]
        : [];
  const open = new ButtonBuilder()
    .setURL(siteLink(site, path))
    .setLabel(say.open(site.title))
    .setStyle(ButtonStyle.Link);
  return new ActionRowBuilder<ButtonBuilder>()
    .addComponents(button(say.quote, formatCustomId(quotePrefix, "open", reference)), ...elsewhere, open)
    .toJSON();
}
