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

  async execute(visit) {
    const text = await mirroredWriting(visit);
    await offerReply(visit, { text, messageId: visit.interaction.targetId });
  },
} satisfies MessageCommand;
