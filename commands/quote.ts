import type { SlashCommand } from "../src/discord/kit/command.ts";
import { slashCommand, worded } from "../src/discord/kit/command-words.ts";
import { commentOption, offerComments } from "../src/discord/kit/comment-option.ts";
import { quoteIds } from "../src/discord/kit/controls.ts";
import { usableAnywhere } from "../src/discord/kit/usable-anywhere.ts";
import { findToQuote, offerQuote, postQuote, quoteWords } from "../src/features/quote/post-quote.ts";
import { chooseParagraphs } from "../src/features/quote/quote.ts";
import { readQuoteModal, visibleWords } from "../src/features/quote/quote-modal.ts";
import { kindOfWriting } from "../src/forum/writing.ts";
import { UserError } from "../src/language/user-error.ts";
import { textNames } from "../src/mirror/quotes/text-names.ts";
import { documentOf } from "../src/rendering/document-of.ts";

const longestPassage = 6000;

export const quote = {
  kind: "slash",
  ids: quoteIds,
  data: usableAnywhere(slashCommand("quote", (say) => say.quote.description))
    .addStringOption(commentOption((say) => say.quote.options.comment))
    .addStringOption((option) =>
      worded(option, "passage", (say) => say.quote.options.passage).setMaxLength(longestPassage),
    ),

  async execute(visit) {
    const { options } = visit.interaction;
    const text = options.getString("comment", true);
    const passage = visibleWords(options.getString("passage") ?? "");
    if (passage === "") {
      await offerQuote(visit, text);
      return;
    }
    await quoteWords(visit, await findToQuote(visit, text), passage);
  },

  autocomplete: offerComments,

  async press(visit, asked) {
    if (asked.action === "open") {
      await offerQuote(visit, asked.reference);
      return;
    }
    const words = await visit.app.archive.records.recall(asked.memory);
    if (words === undefined) throw new UserError((say) => say.interaction.tooOld);
    await quoteWords(visit, await findToQuote(visit, asked.reference), words);
  },

  async submit(visit, { reference, textName }) {
    const found = await findToQuote(visit, reference);
    const { indexes, words } = readQuoteModal(visit.interaction);
    if (words !== "") {
      await quoteWords(visit, found, words);
      return;
    }
    // Paragraphs are chosen by number; in a different text, these would be different words.
    if (textNames.compare(textName, found.writing) !== "same")
      throw new UserError((say) => say.quote.changed(kindOfWriting(found.writing)));
    const document = documentOf(found);
    const chosen = indexes.length === 0 ? document : chooseParagraphs(document, indexes);
    await postQuote(visit, found, chosen);
  },
} satisfies SlashCommand<typeof quoteIds>;
