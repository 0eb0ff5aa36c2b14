import { MessageFlags } from "discord.js";
import type { SlashCommand } from "../src/discord/kit/command.ts";
import { contextPrefix } from "../src/discord/kit/comment-actions.ts";
import { commentOption, offerComments } from "../src/discord/kit/comment-option.ts";
import { pageArgument } from "../src/discord/kit/custom-id.ts";
import { usableAnywhere } from "../src/discord/kit/usable-anywhere.ts";
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

  async execute(interaction, app, language) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const found = await findWriting(app, interaction.options.getString("comment", true), language);
    const place = { where: interaction, above: 0, replies: 0 };
    await interaction.editReply(await contextView(found, place, app, language));
  },

  autocomplete: offerComments,

  async press(interaction, [action, reference = "", above, replies], app, language) {
    if (action === "show") await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    else if (action === "turn") await interaction.deferUpdate();
    else throw new UserError((say) => say.interaction.tooOld);
    const found = await findWriting(app, reference, language);
    const place = {
      where: interaction,
      above: pageArgument(above),
      replies: pageArgument(replies),
    };
    await interaction.editReply(await contextView(found, place, app, language));
  },
} satisfies SlashCommand;
