import { InteractionContextType } from "discord.js";
import type { SlashCommand } from "../src/discord/kit/command.ts";
import { slashCommand } from "../src/discord/kit/command-words.ts";
import { commentOption, offerComments } from "../src/discord/kit/comment-option.ts";
import { replyIds } from "../src/discord/kit/controls.ts";
import { offerReply, submitReply } from "../src/features/reply/write-reply.ts";

export const reply = {
  kind: "slash",
  ids: replyIds,
  data: slashCommand("reply", (say) => say.reply.description)
    .setContexts(InteractionContextType.Guild)
    .addStringOption(commentOption((say) => say.reply.options.comment)),

  async execute(visit) {
    await offerReply(visit, { text: visit.interaction.options.getString("comment", true) });
  },

  autocomplete: offerComments,

  async press(visit, { reference: text, messageId }) {
    await offerReply(visit, { text, messageId });
  },

  submit: submitReply,
} satisfies SlashCommand<typeof replyIds>;
