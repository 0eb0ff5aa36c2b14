import { ContextMenuCommandBuilder } from "@discordjs/builders";
import { ApplicationCommandType, InteractionContextType } from "discord.js";
import type { MessageCommand } from "../src/discord/command.ts";
import { mirroredComment } from "../src/discord/mirrored-comment.ts";
import { offerQuote } from "../src/discord/post-quote.ts";
import { english } from "../src/language/english.ts";

export const quoteComment = {
  kind: "message",
  data: new ContextMenuCommandBuilder()
    .setName(english.quote.menu)
    .setType(ApplicationCommandType.Message)
    .setContexts(InteractionContextType.Guild),

  async execute(interaction, app, language) {
    await offerQuote(interaction, await mirroredComment(interaction, app), app, language);
  },
} satisfies MessageCommand;
