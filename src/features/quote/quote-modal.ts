import {
  ActionRowBuilder,
  ButtonBuilder,
  LabelBuilder,
  ModalBuilder,
  StringSelectMenuBuilder,
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
import { writingLabel } from "../../discord/kit/comment-option.ts";
import { quoteIds } from "../../discord/kit/controls.ts";
import type { FoundWriting } from "../../finding/find-comment.ts";
import { kindOfWriting, type WritingKind, type WritingReference } from "../../forum/writing.ts";
import type { Language } from "../../language/english.ts";
import { UserError } from "../../language/user-error.ts";
import { textNames } from "../../mirror/quotes/text-names.ts";
import { documentOf } from "../../rendering/document-of.ts";
import { escapeText } from "../../text/escape.ts";
import { paragraphs, type QuotableParagraph } from "../../text/paragraphs.ts";
import { isVisible } from "../../text/readable-line.ts";

// https://discord.com/developers/docs/components/reference#string-select
const optionsPerMenu = 25;
/** A modal has room for five components: the comment, the words, and these menus. */
const mostMenus = 3;
const longestWords = 4000;
const menuIds = ["paragraphs-1", "paragraphs-2", "paragraphs-3"] as const;
const wordsId = "words";

/**
 * Lets a member choose what to quote of a comment or post: paragraphs, exact words, or all of it by choosing nothing.
 * @param opening id of the interaction that the modal answers
 * @throws {UserError} if there are no words to quote
 */
export function quoteModal(found: FoundWriting, opening: string, language: Language): ModalBuilder {
  const { writing } = found;
  const kind = kindOfWriting(writing);
  const say = language.quote;
  const all = paragraphs(documentOf(found));
  if (all.length === 0) throw new UserError((other) => other.quote.nothing);
  const words = new LabelBuilder()
    .setLabel(say.words)
    .setDescription(say.wordsHint(kind))
    .setTextInputComponent(
      new TextInputBuilder()
        .setCustomId(wordsId)
        .setStyle(TextInputStyle.Paragraph)
        .setMaxLength(longestWords)
        .setRequired(false),
    );
  return new ModalBuilder()
    .setCustomId(
      quoteIds.forms.write("choose", {
        reference: writing.reference,
        textName: textNames.nameOf(writing),
        opening,
      }),
    )
    .setTitle(say.title(kind))
    .addTextDisplayComponents(new TextDisplayBuilder().setContent(escapeText(writingLabel(found, language))))
    .addLabelComponents(...paragraphMenus(all, kind, language), words);
}

/** Reads the chosen paragraphs (by number) and the typed words; both may be empty. */
export function readQuoteModal({ fields }: ModalSubmitInteraction): {
  readonly indexes: readonly number[];
  readonly words: string;
} {
  const menus = menuIds.filter((id) => fields.fields.has(id));
  return {
    indexes: menus.flatMap((id) => fields.getStringSelectValues(id).map(Number)),
    words: visibleWords(fields.getTextInputValue(wordsId)),
  };
}

/** Returns the words to quote as typed; empty if none of them is visible. */
export function visibleWords(typed: string): string {
  return isVisible(typed) ? typed.trim() : "";
}

/** Returns the interaction that the modal answered; `undefined` for a modal of an earlier version of the bot. */
export function openingOf({ customId }: ModalSubmitInteraction): string | undefined {
  return quoteIds.forms.read(customId)?.opening;
}

/** A button that opens the modal, for when the modal cannot be the first answer. */
export function openQuoteRow(
  reference: WritingReference,
  language: Language,
): APIActionRowComponent<APIButtonComponent> {
  return buttonRow(language.quote.open, quoteIds.controls.write("open", { reference }));
}

/** @param memory key of the remembered words, see {@link Records} */
export function postQuoteRow(
  reference: WritingReference,
  memory: string,
  language: Language,
): APIActionRowComponent<APIButtonComponent> {
  return buttonRow(language.quote.post, quoteIds.controls.write("post", { reference, memory }));
}

function buttonRow(label: string, customId: string): APIActionRowComponent<APIButtonComponent> {
  const button = new ButtonBuilder().setCustomId(customId).setLabel(label).setStyle(ButtonStyle.Primary);
  return new ActionRowBuilder<ButtonBuilder>().addComponents(button).toJSON();
}

/** Offers as many paragraphs as fit. The rest can be quoted by their words. */
function paragraphMenus(
  all: readonly QuotableParagraph[],
  kind: WritingKind,
  language: Language,
): readonly LabelBuilder[] {
  // A single paragraph is no choice: without words, all of it is quoted.
  if (all.length === 1) return [];
  return menuIds.slice(0, mostMenus).flatMap((id, menu) => {
    const first = menu * optionsPerMenu;
    const offered = all.slice(first, first + optionsPerMenu);
    if (offered.length === 0) return [];
    const select = new StringSelectMenuBuilder()
      .setCustomId(id)
      .setPlaceholder(language.quote.whole(kind))
      .setRequired(false)
      .setMinValues(0)
      .setMaxValues(offered.length)
      .addOptions(offered.map(({ label }, index) => ({ label, value: String(first + index) })));
    const label = language.quote.paragraphs(first + 1, first + offered.length);
    return [new LabelBuilder().setLabel(label).setStringSelectMenuComponent(select)];
  });
}
