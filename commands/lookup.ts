import type { ChatInputCommandInteraction, MessageComponentInteraction } from "discord.js";
import type { SlashCommand } from "../src/discord/kit/command.ts";
import { choice, slashCommand, worded } from "../src/discord/kit/command-words.ts";
import { lookupIds } from "../src/discord/kit/controls.ts";
import { offerAuthors, offerPosts, offerSites } from "../src/discord/kit/filter-options.ts";
import { usableAnywhere } from "../src/discord/kit/usable-anywhere.ts";
import { deferPrivately, type Visit } from "../src/discord/kit/visit.ts";
import { contextView } from "../src/features/context/context-view.ts";
import { findNamedComment } from "../src/features/lookup/find-named-comment.ts";
import { type LookupOptions, readLookup } from "../src/features/lookup/lookup.ts";
import { recallPlace } from "../src/features/lookup/lookup-place.ts";
import { lookupView, readChoice } from "../src/features/lookup/lookup-view.ts";
import { wholeComment } from "../src/features/lookup/whole-comment.ts";
import { offerQuote } from "../src/features/quote/post-quote.ts";
import { findComment } from "../src/finding/find-comment.ts";
import type { CommentSort } from "../src/forum/comment-search.ts";
import { UserError } from "../src/language/user-error.ts";

const textLength = 500;
const sorts: readonly CommentSort[] = ["relevance", "newest", "oldest", "top"];
const offers = { author: offerAuthors, post: offerPosts, site: offerSites };

export const lookup = {
  kind: "slash",
  ids: lookupIds,
  data: usableAnywhere(slashCommand("lookup", (say) => say.lookup.description))
    .addStringOption((option) =>
      worded(option, "text", (say) => say.lookup.options.text).setMaxLength(textLength),
    )
    .addStringOption((option) =>
      worded(option, "author", (say) => say.lookup.options.author).setAutocomplete(true),
    )
    .addStringOption((option) =>
      worded(option, "post", (say) => say.lookup.options.post).setAutocomplete(true),
    )
    .addStringOption((option) =>
      worded(option, "site", (say) => say.lookup.options.site).setAutocomplete(true),
    )
    .addStringOption((option) => worded(option, "since", (say) => say.lookup.options.since))
    .addStringOption((option) => worded(option, "until", (say) => say.lookup.options.until))
    .addIntegerOption((option) => worded(option, "min-score", (say) => say.lookup.options.minScore))
    .addStringOption((option) =>
      worded(option, "sort", (say) => say.lookup.options.sort).addChoices(
        sorts.map((value) => choice(value, (say) => say.lookup.sorts[value])),
      ),
    ),

  async execute(visit) {
    const { interaction, app, language } = visit;
    await deferPrivately(visit);
    const options = optionsOf(interaction);
    const named =
      options.text === undefined ? undefined : await findNamedComment(app, options.text, language);
    if (named !== undefined) {
      await interaction.editReply(await wholeComment(visit, named));
      return;
    }
    const understood = await readLookup(app, options, language);
    await interaction.editReply(await lookupView(visit, { lookup: understood, shown: 0 }));
  },

  async autocomplete(visit) {
    const { name } = visit.interaction.options.getFocused(true);
    const offer = Object.entries(offers).find(([option]) => option === name)?.[1];
    await offer?.(visit);
  },

  async press(visit, asked) {
    const { interaction, app, language } = visit;
    switch (asked.action) {
      case "page": {
        await interaction.deferUpdate();
        const place = await recallPlace(app.archive, asked.memory);
        await interaction.editReply(await lookupView(visit, place));
        return;
      }
      case "part": {
        await interaction.deferUpdate();
        const found = await findComment(app, asked.reference, language);
        await interaction.editReply(await wholeComment(visit, found, asked.part));
        return;
      }
      case "show":
        await open(visit, "show", asked.reference);
        return;
      case "choose": {
        const choice = interaction.isStringSelectMenu() ? readChoice(interaction.values[0]) : undefined;
        if (choice === undefined) throw new UserError((say) => say.interaction.tooOld);
        if (choice.action === "quote") await offerQuote(visit, choice.reference);
        else await open(visit, choice.action, choice.reference);
      }
    }
  },
} satisfies SlashCommand<typeof lookupIds>;

/** Opens a comment below the results, which stay as they are. */
async function open(
  visit: Visit<MessageComponentInteraction>,
  action: "show" | "context",
  reference: string,
): Promise<void> {
  await deferPrivately(visit);
  const found = await findComment(visit.app, reference, visit.language);
  const view = action === "show" ? wholeComment(visit, found) : contextView(visit, found);
  await visit.interaction.editReply(await view);
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
