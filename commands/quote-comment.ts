import { ContextMenuCommandBuilder } from "@discordjs/builders";
import { ApplicationCommandType, InteractionContextType } from "discord.js";
import type { MessageCommand } from "../src/discord/kit/command.ts";
import { mirroredWriting } from "../src/discord/kit/mirrored-writing.ts";
import { offerQuote } from "../src/features/quote/post-quote.ts";
import { english } from "../src/language/english.ts";

export const quoteComment = {
  kind: "message",
  data: new ContextMenuCommandBuilder()
    .setName(english.quote.menu)
    .setType(ApplicationCommandType.Message)
    .setContexts(InteractionContextType.Guild),

  async execute(visit) {
    await offerQuote(visit, await mirroredWriting(visit));
  },
} satisfies MessageCommand;
