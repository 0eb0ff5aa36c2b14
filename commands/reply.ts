import { SlashCommandBuilder } from "@discordjs/builders";
import { InteractionContextType } from "discord.js";
import type { SlashCommand } from "../src/discord/kit/command.ts";
import { commentOption, offerComments } from "../src/discord/kit/comment-option.ts";
import { offerReply, replyPrefix, submitReply } from "../src/features/reply/write-reply.ts";
import { english } from "../src/language/english.ts";
import { UserError } from "../src/language/user-error.ts";

const texts = english.reply;

export const reply = {
  kind: "slash",
  prefix: replyPrefix,
  data: new SlashCommandBuilder()
    .setName("reply")
    .setDescription(texts.description)
    .setContexts(InteractionContextType.Guild)
    .addStringOption(commentOption(texts.options.comment)),

  async execute(visit) {
    await offerReply(visit, { text: visit.interaction.options.getString("comment", true) });
  },

  autocomplete: offerComments,

  async press(visit, [action, text = "", messageId]) {
    if (action !== "open") throw new UserError((say) => say.interaction.tooOld);
    await offerReply(visit, { text, messageId });
  },

  async submit(visit, [, text = "", messageId, opening]) {
    await submitReply(visit, { text, messageId, opening });
  },
} satisfies SlashCommand;
