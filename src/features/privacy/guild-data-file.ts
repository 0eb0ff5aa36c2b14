import { gzipSync } from "node:zlib";
import { LabelBuilder, ModalBuilder, TextDisplayBuilder, TextInputBuilder } from "@discordjs/builders";
import { AttachmentBuilder, type Guild, type ModalSubmitInteraction, TextInputStyle } from "discord.js";
import type { App } from "../../app.ts";
import { privacyIds } from "../../discord/kit/controls.ts";
import type { Language } from "../../language/english.ts";
import { UserError } from "../../language/user-error.ts";
import { cutAtWord } from "../../text/excerpt.ts";

const nameField = "name";
// https://discord.com/developers/docs/resources/guild#guild-object
const nameLength = 100;
/** Below the 10 MiB that everyone may upload: https://discord.com/developers/docs/reference#uploading-files */
const plainBytes = 8 * 1024 * 1024;

/** Writes everything that the store holds about a server to a JSON file, compressed if it is large. */
export async function guildDataFile(
  { id, name }: Guild,
  { store, clock }: App,
): Promise<{ readonly name: string; readonly file: AttachmentBuilder }> {
  const exportedAt = new Date(clock.now()).toISOString();
  const data = { server: { id, name }, exportedAt, ...(await store.guildData.export(id)) };
  const json = Buffer.from(`${JSON.stringify(data, undefined, 2)}\n`);
  const fileName = `commonplace-${id}-${exportedAt.slice(0, 10)}.json`;
  return json.length <= plainBytes
    ? { name: fileName, file: new AttachmentBuilder(json, { name: fileName }) }
    : { name: `${fileName}.gz`, file: new AttachmentBuilder(gzipSync(json), { name: `${fileName}.gz` }) };
}

/** Asks a member to confirm which server they mean. */
export function deleteModal({ name }: Guild, language: Language): ModalBuilder {
  const say = language.privacy;
  return new ModalBuilder()
    .setCustomId(privacyIds.forms.write("delete"))
    .setTitle(say.deleteTitle)
    .addTextDisplayComponents(new TextDisplayBuilder().setContent(say.deleteWarning))
    .addLabelComponents(
      new LabelBuilder()
        .setLabel(say.deleteLabel)
        .setDescription(cutAtWord(name, nameLength))
        .setTextInputComponent(
          new TextInputBuilder()
            .setCustomId(nameField)
            .setStyle(TextInputStyle.Short)
            .setMaxLength(nameLength),
        ),
    );
}

/** @throws {UserError} if the typed name is not the server's */
export function confirmName({ fields }: ModalSubmitInteraction, { name }: Guild): void {
  if (fields.getTextInputValue(nameField).trim() !== name.trim())
    throw new UserError((say) => say.privacy.deleteMismatch);
}
