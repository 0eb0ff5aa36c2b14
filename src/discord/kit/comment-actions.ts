import { ActionRowBuilder, ButtonBuilder } from "@discordjs/builders";
import { type APIActionRowComponent, type APIButtonComponent, ButtonStyle } from "discord.js";
import type { FoundWriting } from "../../finding/find-comment.ts";
import { siteLink } from "../../forum/site.ts";
import { kindOfWriting } from "../../forum/writing.ts";
import type { Language } from "../../language/english.ts";
import { contextIds, lookupIds, quoteIds } from "./controls.ts";

/** Buttons for a comment or post, except the one for the view that already shows it. */
export function commentActions(
  { writing, source: { site } }: FoundWriting,
  shownBy: "lookup" | "context",
  language: Language,
): APIActionRowComponent<APIButtonComponent> {
  const say = language.card;
  const { reference, path } = writing;
  const button = (label: string, customId: string) =>
    new ButtonBuilder().setCustomId(customId).setLabel(label).setStyle(ButtonStyle.Primary);
  const whole = button(say.whole, lookupIds.controls.write("show", { reference }));
  const elsewhere =
    shownBy === "lookup"
      ? [button(say.context, contextIds.controls.write("show", { reference }))]
      : // The archive has only the opening of a post.
        kindOfWriting(writing) === "comment"
        ? [whole]
        : [];
  const open = new ButtonBuilder()
    .setURL(siteLink(site, path))
    .setLabel(say.open(site.title))
    .setStyle(ButtonStyle.Link);
  return new ActionRowBuilder<ButtonBuilder>()
    .addComponents(button(say.quote, quoteIds.controls.write("open", { reference })), ...elsewhere, open)
    .toJSON();
}
