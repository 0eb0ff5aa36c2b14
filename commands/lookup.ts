import { type ChatInputCommandInteraction, type MessageComponentInteraction, MessageFlags } from "discord.js";
import type { App } from "../src/app.ts";
import type { SlashCommand } from "../src/discord/kit/command.ts";
import { lookupPrefix } from "../src/discord/kit/comment-actions.ts";
import { pageArgument } from "../src/discord/kit/custom-id.ts";
import { offerAuthors, offerPosts, offerSites } from "../src/discord/kit/filter-options.ts";
import { usableAnywhere } from "../src/discord/kit/usable-anywhere.ts";
import { contextView } from "../src/features/context/context-view.ts";
import { findNamedComment } from "../src/features/lookup/find-named-comment.ts";
import { type LookupOptions, readLookup } from "../src/features/lookup/lookup.ts";
import { recallPlace } from "../src/features/lookup/lookup-place.ts";
import { lookupView, readChoice } from "../src/features/lookup/lookup-view.ts";
import { wholeComment } from "../src/features/lookup/whole-comment.ts";
import { offerQuote } from "../src/features/quote/post-quote.ts";
import { findComment } from "../src/finding/find-comment.ts";
import type { CommentSort } from "../src/forum/comment-search.ts";
import { english, type Language } from "../src/language/english.ts";
import { UserError } from "../src/language/user-error.ts";

const texts = english.lookup;
const textLength = 500;
const sorts: readonly CommentSort[] = ["relevance", "newest", "oldest", "top"];
const offers = { author: offerAuthors, post: offerPosts, site: offerSites };

export const lookup = {
  kind: "slash",
  prefix: lookupPrefix,
  data: usableAnywhere()
    .setName("lookup")
    .setDescription(texts.description)
    .addStringOption((option) =>
      option.setName("text").setDescription(texts.options.text).setMaxLength(textLength),
    )
    .addStringOption((option) =>
      option.setName("author").setDescription(texts.options.author).setAutocomplete(true),
    )
    .addStringOption((option) =>
      option.setName("post").setDescription(texts.options.post).setAutocomplete(true),
    )
    .addStringOption((option) =>
      option.setName("site").setDescription(texts.options.site).setAutocomplete(true),
    )
    .addStringOption((option) => option.setName("since").setDescription(texts.options.since))
    .addStringOption((option) => option.setName("until").setDescription(texts.options.until))
    .addIntegerOption((option) => option.setName("min-score").setDescription(texts.options.minScore))
    .addStringOption((option) =>
      option
        .setName("sort")
        .setDescription(texts.options.sort)
        .addChoices(sorts.map((value) => ({ name: texts.sorts[value], value }))),
    ),

  async execute(interaction, app, language) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const options = optionsOf(interaction);
    const named =
      options.text === undefined ? undefined : await findNamedComment(app, options.text, language);
    if (named !== undefined) {
      await interaction.editReply(await wholeComment(named, { where: interaction, part: 0 }, app, language));
      return;
    }
    const understood = await readLookup(app, options, language);
    await interaction.editReply(
      await lookupView({ lookup: understood, shown: 0 }, interaction, app, language),
    );
  },

  async autocomplete(interaction, app, language) {
    const { name } = interaction.options.getFocused(true);
    const offer = Object.entries(offers).find(([option]) => option === name)?.[1];
    await offer?.(interaction, app, language);
  },

  async press(interaction, [action, argument = "", part], app, language) {
    switch (action) {
      case "page": {
        await interaction.deferUpdate();
        const place = await recallPlace(app.archive, argument);
        await interaction.editReply(await lookupView(place, interaction, app, language));
        return;
      }
      case "part": {
        await interaction.deferUpdate();
        const found = await findComment(app, argument, language);
        const place = { where: interaction, part: pageArgument(part) };
        await interaction.editReply(await wholeComment(found, place, app, language));
        return;
      }
      case "show":
        await open(interaction, "show", argument, app, language);
        return;
      case "choose": {
        const choice = interaction.isStringSelectMenu() ? readChoice(interaction.values[0]) : undefined;
        if (choice === undefined) throw new UserError((say) => say.interaction.tooOld);
        if (choice.action === "quote") await offerQuote(interaction, choice.reference, app, language);
        else await open(interaction, choice.action, choice.reference, app, language);
        return;
      }
      default:
        throw new UserError((say) => say.interaction.tooOld);
    }
  },
} satisfies SlashCommand;

/** Opens a comment below the results, which stay as they are. */
async function open(
  interaction: MessageComponentInteraction,
  action: "show" | "context",
  reference: string,
  app: App,
  language: Language,
): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const found = await findComment(app, reference, language);
  const view =
    action === "show"
      ? await wholeComment(found, { where: interaction, part: 0 }, app, language)
      : await contextView(found, { where: interaction, above: 0, replies: 0 }, app, language);
  await interaction.editReply(view);
}

function optionsOf({ options }: ChatInputCommandInteraction): LookupOptions {
  const string = (name: string) => options.getString(name)?.trim() || undefined;
  return {
    text: string("text"),
    author: string("author"),
    post: string("post"),
    site: string("site"),
    since: string("since"),
    until: string("until"),
    minScore: options.getInteger("min-score") ?? undefined,
    sort: sorts.find((sort) => sort === options.getString("sort")),
  };
}
