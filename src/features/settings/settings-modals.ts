import { LabelBuilder, ModalBuilder, TextInputBuilder } from "@discordjs/builders";
import { TextInputStyle } from "discord.js";
import { settingsIds } from "../../discord/kit/controls.ts";
import type { Language } from "../../language/english.ts";
import { UserError } from "../../language/user-error.ts";
import type { GuildSettings } from "../../store/settings.ts";

const highestLimit = 1_000;
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
  const customId = settingsIds.forms.write("limit", { shown: followLimit });
  return modal(customId, say.chooseLimit, input, [say.limitLabel, say.limitHint(highestLimit)]);
}

/**
 * Shows one author per line, by name if that is unambiguous. A list too long for the modal begins empty and is replaced as a whole.
 * @param memory key of the list shown
 */
export function mutedModal(
  { mutedAuthors }: GuildSettings,
  memory: string,
  language: Language,
): ModalBuilder {
  const say = language.settings;
  const lines = [...new Set(mutedAuthors.map(({ name }) => name))].join("\n");
  const input = new TextInputBuilder()
    .setStyle(TextInputStyle.Paragraph)
    .setMaxLength(longestText)
    .setRequired(false);
  if (lines !== "" && lines.length <= longestText) input.setValue(lines);
  const customId = settingsIds.forms.write("muted", { memory });
  return modal(customId, say.chooseMuted, input, [say.mutedLabel, say.mutedHint]);
}

/**
 * Reads the number of follows that a server may have.
 * @throws {UserError} for anything but a whole number from 1
 */
export function readLimit(typed: string): number {
  const text = typed.trim();
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > highestLimit) throw new UserError((say) => say.settings.badLimit(highestLimit));
  return limit;
}

function modal(
  customId: string,
  title: string,
  input: TextInputBuilder,
  [label, hint]: readonly [string, string],
): ModalBuilder {
  return new ModalBuilder()
    .setCustomId(customId)
    .setTitle(title)
    .addLabelComponents(
      new LabelBuilder()
        .setLabel(label)
        .setDescription(hint)
        .setTextInputComponent(input.setCustomId(settingsField)),
    );
}
