import {
  ActionRowBuilder,
  ButtonBuilder,
  LabelBuilder,
  ModalBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
} from "@discordjs/builders";
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  ButtonStyle,
  type ModalSubmitInteraction,
  TextInputStyle,
} from "discord.js";
import type { FoundWriting } from "../../finding/find-comment.ts";
import { siteLink } from "../../forum/site.ts";
import { kindOfWriting, type WritingKind } from "../../forum/writing.ts";
import type { Language } from "../../language/english.ts";
import { documentOf } from "../../rendering/document-of.ts";
import { authorName } from "../../rendering/names.ts";
import { maxReplyLength } from "../../rendering/render-reply.ts";
import { escapeText } from "../../text/escape.ts";
import { cutAtWord, excerpt } from "../../text/excerpt.ts";
import { readableLine } from "../../text/readable-line.ts";

const textId = "text";
const openingLength = 700;
const nameLength = 256;

/** Lets a member write a reply, below the beginning of the comment or post. */
export function replyModal(found: FoundWriting, customId: string, language: Language): ModalBuilder {
  const { writing, post } = found;
  const kind = kindOfWriting(writing);
  const source = [authorName(writing.author, language), readableLine(post?.title ?? "")]
    .filter(Boolean)
    .join(" · ");
  const words = excerpt(documentOf(found), openingLength);
  const hint = post?.isClosed ? language.reply.textHintClosed : language.reply.textHint(kind);
  const opening = [`**${escapeText(cutAtWord(source, nameLength))}**`, words === "" ? "" : `> ${words}`];
  return new ModalBuilder()
    .setCustomId(customId)
    .setTitle(language.reply.title(kind))
    .addTextDisplayComponents(new TextDisplayBuilder().setContent(opening.filter(Boolean).join("\n")))
    .addLabelComponents(textLabel("", hint, language));
}

/** Lets a member change their reply. */
export function editReplyModal(
  { text, kind }: { readonly text: string; readonly kind: WritingKind },
  customId: string,
  language: Language,
): ModalBuilder {
  return new ModalBuilder()
    .setCustomId(customId)
    .setTitle(language.reply.editTitle)
    .addLabelComponents(textLabel(text, language.reply.textHint(kind), language));
}

export function readReplyModal({ fields }: ModalSubmitInteraction): string {
  return fields.getTextInputValue(textId);
}

/** A button that opens the modal, for when the modal cannot be the first answer. */
export function openReplyRow(
  customId: string,
  language: Language,
): APIActionRowComponent<APIButtonComponent> {
  const button = new ButtonBuilder().setCustomId(customId).setStyle(ButtonStyle.Primary);
  return rowOf(button.setLabel(language.reply.open));
}

/** Links to the comment or post on its site. */
export function siteRow(
  { writing, post, source: { site } }: FoundWriting,
  language: Language,
): APIActionRowComponent<APIButtonComponent> {
  const label = post?.isClosed ? language.reply.openClosed : language.reply.openOnSite;
  const button = new ButtonBuilder().setURL(siteLink(site, writing.path)).setStyle(ButtonStyle.Link);
  return rowOf(button.setLabel(label(site.title)));
}

function rowOf(button: ButtonBuilder): APIActionRowComponent<APIButtonComponent> {
  return new ActionRowBuilder<ButtonBuilder>().addComponents(button).toJSON();
}

function textLabel(text: string, hint: string, language: Language): LabelBuilder {
  const input = new TextInputBuilder()
    .setCustomId(textId)
    .setStyle(TextInputStyle.Paragraph)
    // The posted text may be longer: open blocks were closed at its end.
    .setMaxLength(Math.max(maxReplyLength, text.length))
    .setRequired(true);
  if (text !== "") input.setValue(text);
  return new LabelBuilder().setLabel(language.reply.text).setDescription(hint).setTextInputComponent(input);
}
