import { ContextMenuCommandBuilder } from "@discordjs/builders";
import { ApplicationCommandType, InteractionContextType } from "discord.js";
import type { MessageCommand } from "../src/discord/kit/command.ts";
import { mirroredWriting } from "../src/discord/kit/mirrored-writing.ts";
import { offerReply } from "../src/features/reply/write-reply.ts";
import { english } from "../src/language/english.ts";

export const replyToComment = {
  kind: "message",
  data: new ContextMenuCommandBuilder()
    .setName(english.reply.menu)
    .setType(ApplicationCommandType.Message)
    .setContexts(InteractionContextType.Guild),

  async execute(interaction, app, language) {
    const text = await mirroredWriting(interaction, app);
    await offerReply(interaction, { text, messageId: interaction.targetId }, app, language);
  },
} satisfies MessageCommand;
