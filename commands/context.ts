import type { SlashCommand } from "../src/discord/kit/command.ts";
import { contextPrefix } from "../src/discord/kit/comment-actions.ts";
import { commentOption, offerComments } from "../src/discord/kit/comment-option.ts";
import { pageArgument } from "../src/discord/kit/custom-id.ts";
import { usableAnywhere } from "../src/discord/kit/usable-anywhere.ts";
import { deferPrivately } from "../src/discord/kit/visit.ts";
import { contextView } from "../src/features/context/context-view.ts";
import { findWriting } from "../src/finding/find-writing.ts";
import { english } from "../src/language/english.ts";
import { UserError } from "../src/language/user-error.ts";

const texts = english.context;

export const context = {
  kind: "slash",
  prefix: contextPrefix,
  data: usableAnywhere()
    .setName("context")
    .setDescription(texts.description)
    .addStringOption(commentOption(texts.options.comment)),

  async execute(visit) {
    const { interaction, app, language } = visit;
    await deferPrivately(visit);
    const found = await findWriting(app, interaction.options.getString("comment", true), language);
    await interaction.editReply(await contextView(visit, found));
  },

  autocomplete: offerComments,

  async press(visit, [action, reference = "", above, replies]) {
    const { interaction, app, language } = visit;
    if (action === "show") await deferPrivately(visit);
    else if (action === "turn") await interaction.deferUpdate();
    else throw new UserError((say) => say.interaction.tooOld);
    const found = await findWriting(app, reference, language);
    const place = { above: pageArgument(above), replies: pageArgument(replies) };
    await interaction.editReply(await contextView(visit, found, place));
  },
} satisfies SlashCommand;
