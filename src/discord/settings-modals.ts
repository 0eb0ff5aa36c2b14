import { LabelBuilder, ModalBuilder, TextInputBuilder } from "@discordjs/builders";
import { TextInputStyle } from "discord.js";
import type { Language } from "../language/english.ts";
import type { GuildSettings } from "../store/settings.ts";
import { formatCustomId } from "./custom-id.ts";
import { settingsPrefix } from "./settings-card.ts";

export const highestLimit = 1_000;
export const mostMuted = 200;
export const settingsField = "value";

// https://discord.com/developers/docs/components/reference#text-input
const longestText = 4000;

export function limitModal({ followLimit }: GuildSettings, language: Language): ModalBuilder {
  const say = language.settings;
  const input = new TextInputBuilder()
    .setStyle(TextInputStyle.Short)
    .setMaxLength(String(highestLimit).length)
    .setValue(String(followLimit));
  return modal("limit", say.chooseLimit, input, [say.limitLabel, say.limitHint(highestLimit)]);
}

/** One author a line, by name where that says enough. A list too long for the modal begins empty and is replaced as a whole. */
export function mutedModal({ mutedAuthors }: GuildSettings, language: Language): ModalBuilder {
  const say = language.settings;
  const lines = [...new Set(mutedAuthors.map(({ name }) => name))].join("\n");
  const input = new TextInputBuilder()
    .setStyle(TextInputStyle.Paragraph)
    .setMaxLength(longestText)
    .setRequired(false);
  if (lines !== "" && lines.length <= longestText) input.setValue(lines);
  return modal("muted", say.chooseMuted, input, [say.mutedLabel, say.mutedHint]);
}

function modal(
  action: string,
  title: string,
  input: TextInputBuilder,
  [label, hint]: readonly [string, string],
): ModalBuilder {
  return new ModalBuilder()
    .setCustomId(formatCustomId(settingsPrefix, action))
    .setTitle(title)
    .addLabelComponents(
      new LabelBuilder()
        .setLabel(label)
        .setDescription(hint)
        .setTextInputComponent(input.setCustomId(settingsField)),
    );
}
