import { type MessageComponentInteraction, MessageFlags } from "discord.js";
import type { CardMessage } from "../../discord/kit/cards/card.ts";
import { quoteIds } from "../../discord/kit/controls.ts";
import { jumpLinkTo } from "../../discord/kit/jump-link.ts";
import { type Answerable, deferPrivately, type Opening, type Visit } from "../../discord/kit/visit.ts";
import type { FoundWriting } from "../../finding/find-comment.ts";
import { findArchivedWriting, findWriting } from "../../finding/find-writing.ts";
import { siteLink } from "../../forum/site.ts";
import { kindOfWriting, type WritingReference } from "../../forum/writing.ts";
import { UserError } from "../../language/user-error.ts";
import { textNames } from "../../mirror/quotes/text-names.ts";
import { documentOf } from "../../rendering/document-of.ts";
import type { Document } from "../../text/document.ts";
import { findEarlierWords } from "./earlier-words.ts";
import { findWords, isQuotedWhole, renderQuote } from "./quote.ts";
import { proposalEmbeds, quoteMessages } from "./quote-card.ts";
import { openingOf, openQuoteRow, postQuoteRow, quoteModal } from "./quote-modal.ts";

/**
 * Opens the modal for choosing what to quote. If the comment must be fetched first, shows a button that opens it. Quotes at once if
 * there is nothing to choose.
 */
export async function offerQuote(visit: Visit<Opening>, text: string): Promise<void> {
  const { interaction, app, language } = visit;
  const archived = await findArchivedWriting(app, text);
  if (archived !== undefined && !isQuotedWhole(archived)) {
    await interaction.showModal(quoteModal(archived, interaction.id, language));
    return;
  }
  if (archived === undefined) await deferPrivately(visit);
  const found = archived ?? (await findWriting(app, text, language));
  if (isQuotedWhole(found)) {
    await postQuote(visit, found, documentOf(found));
    return;
  }
  await interaction.editReply({
    content: language.quote.fetched,
    components: [openQuoteRow(found.writing.reference, language)],
  });
}

/** Finds a comment or post at once in the archive. Otherwise defers an answer that only the caller sees, and asks the site. */
export async function findToQuote(visit: Visit<Answerable>, text: string): Promise<FoundWriting> {
  const { app, language } = visit;
  const archived = await findArchivedWriting(app, text);
  if (archived !== undefined) return archived;
  await deferPrivately(visit);
  return await findWriting(app, text, language);
}

/** Quotes words that the comment or post has now or had before an edit; otherwise shows the closest words and offers them. */
export async function quoteWords(
  visit: Visit<Answerable>,
  found: FoundWriting,
  words: string,
): Promise<void> {
  const { interaction, app, language } = visit;
  const { writing, source } = found;
  const kind = kindOfWriting(writing);
  const result = findWords(documentOf(found), words);
  const earlier = result?.kind === "exact" ? undefined : await findEarlierWords(app, found, words);
  if (earlier !== undefined) {
    await postQuote(visit, earlier.found, earlier.document);
    return;
  }
  if (result === undefined) {
    throw new UserError((say) => say.quote.notFound(kind, `<${siteLink(source.site, writing.path)}>`));
  }
  if (result.kind === "exact") {
    await postQuote(visit, found, result.document);
    return;
  }
  // Refuses words that could not be posted.
  renderQuote(found, result.document, undefined, visit.sharedLanguage);
  const memory = await app.archive.records.remember(result.words);
  const answer = {
    content: language.quote.closest(kind),
    embeds: proposalEmbeds(result.document),
    components: [postQuoteRow(writing.reference, memory, language)],
    allowedMentions: { parse: [] },
  };
  if (interaction.deferred) await interaction.editReply(answer);
  else await interaction.reply({ ...answer, flags: MessageFlags.Ephemeral });
}

/**
 * Posts words of a comment or post for everyone to read: once per message with a button, per comment of a list and per opening of
 * the modal.
 * @throws {UserError} if they are too long or already posted
 */
export async function postQuote(
  visit: Visit<Answerable>,
  found: FoundWriting,
  words: Document,
): Promise<void> {
  const { interaction, app, sharedLanguage } = visit;
  const { store, publisher, clock } = app;
  const { writing } = found;
  const jumpLink = await jumpLinkTo(visit, writing.reference);
  const messages = quoteMessages(renderQuote(found, words, jumpLink, sharedLanguage), sharedLanguage);
  const request = requestOf(interaction, writing.reference);
  const id = await store.quotes.claim({
    request,
    writing: writing.reference,
    textVersion: textNames.nameOf(writing),
    revision: writing.revision,
    guildId: visit.guildId ?? undefined,
    channelId: visit.channelId ?? "",
    createdAtMs: clock.now(),
  });
  if (id === undefined) {
    const at = await store.quotes.addressOf(request);
    const link =
      at?.guildId === visit.guildId
        ? publisher.messageLink(at.guildId, at.channelId, at.messageId)
        : undefined;
    throw new UserError((say) => say.quote.alreadyPosted(link));
  }
  try {
    const messageIds = await send(visit, messages);
    // Where the bot is not a member, it cannot change the messages later, so it does not remember them.
    if (visit.guild !== undefined) await store.quotes.markPosted(id, messageIds);
    // The quote itself already says that the comment was edited.
    if (found.isSuperseded) await store.quotes.markFlagged(id, "edited");
  } catch (error) {
    await store.quotes.forget(id);
    throw error;
  }
}

/** Names a request that is carried out once, however often a client sends it. */
function requestOf(interaction: Answerable, writing: WritingReference): string {
  if (interaction.isMessageComponent())
    return isProposal(interaction) ? interaction.message.id : `${interaction.message.id} ${writing}`;
  return (interaction.isModalSubmit() ? openingOf(interaction) : undefined) ?? interaction.id;
}

/** Returns whether the message was only about this quote; other messages stay useful. */
function isProposal({ customId }: MessageComponentInteraction): boolean {
  return quoteIds.controls.read(customId)?.action === "post";
}

/** Returns the ids of the messages. */
async function send(
  visit: Visit<Answerable>,
  [first, ...rest]: readonly CardMessage[],
): Promise<readonly string[]> {
  if (first === undefined) return [];
  const ids = [await sendFirst(visit, first)];
  for (const message of rest) ids.push((await visit.interaction.followUp(message)).id);
  return ids.flatMap((id) => id ?? []);
}

async function sendFirst(
  { interaction, language }: Visit<Answerable>,
  message: CardMessage,
): Promise<string | undefined> {
  const done = { content: language.quote.posted, embeds: [], components: [] };
  // A follow-up would take the place of an answer that only the caller sees.
  if (interaction.deferred) await interaction.editReply(done);
  else if (interaction.isMessageComponent() && isProposal(interaction)) await interaction.update(done);
  else {
    const answer = await interaction.reply({ ...message, withResponse: true });
    return answer.resource?.message?.id;
  }
  return (await interaction.followUp(message)).id;
}
