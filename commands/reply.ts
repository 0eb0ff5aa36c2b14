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

  async execute(interaction, app, language) {
    const text = interaction.options.getString("comment", true);
    await offerReply(interaction, { text }, app, language);
  },

  autocomplete: offerComments,

  async press(interaction, [action, text = "", messageId], app, language) {
    if (action !== "open") throw new UserError((say) => say.interaction.tooOld);
    await offerReply(interaction, { text, messageId }, app, language);
  },

  async submit(interaction, [, text = "", messageId, opening], app, language) {
    await submitReply(interaction, { text, messageId, opening }, app, language);
  },
} satisfies SlashCommand;
