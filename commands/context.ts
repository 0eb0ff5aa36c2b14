import type { SlashCommand } from "../src/discord/kit/command.ts";
import { slashCommand } from "../src/discord/kit/command-words.ts";
import { commentOption, offerComments } from "../src/discord/kit/comment-option.ts";
import { contextIds } from "../src/discord/kit/controls.ts";
import { usableAnywhere } from "../src/discord/kit/usable-anywhere.ts";
import { deferPrivately } from "../src/discord/kit/visit.ts";
import { contextView } from "../src/features/context/context-view.ts";
import { findWriting } from "../src/finding/find-writing.ts";

export const context = {
  kind: "slash",
  ids: contextIds,
  data: usableAnywhere(slashCommand("context", (say) => say.context.description)).addStringOption(
    commentOption((say) => say.context.options.comment),
  ),

  async execute(visit) {
    const { interaction, app, language } = visit;
    await deferPrivately(visit);
    const found = await findWriting(app, interaction.options.getString("comment", true), language);
    await interaction.editReply(await contextView(visit, found));
  },

  autocomplete: offerComments,

  async press(visit, asked) {
    const { interaction, app, language } = visit;
    const place = asked.action === "turn" ? asked : undefined;
    if (place === undefined) await deferPrivately(visit);
    else await interaction.deferUpdate();
    const found = await findWriting(app, asked.reference, language);
    await interaction.editReply(await contextView(visit, found, place));
  },
} satisfies SlashCommand<typeof contextIds>;
