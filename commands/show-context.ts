import { ContextMenuCommandBuilder } from "@discordjs/builders";
import { ApplicationCommandType, InteractionContextType } from "discord.js";
import type { MessageCommand } from "../src/discord/kit/command.ts";
import { mirroredWriting } from "../src/discord/kit/mirrored-writing.ts";
import { deferPrivately } from "../src/discord/kit/visit.ts";
import { contextView } from "../src/features/context/context-view.ts";
import { findWriting } from "../src/finding/find-writing.ts";
import { english } from "../src/language/english.ts";

export const showContext = {
  kind: "message",
  data: new ContextMenuCommandBuilder()
    .setName(english.context.menu)
    .setType(ApplicationCommandType.Message)
    .setContexts(InteractionContextType.Guild),

  async execute(visit) {
    await deferPrivately(visit);
    const found = await findWriting(visit.app, await mirroredWriting(visit), visit.language);
    await visit.interaction.editReply(await contextView(visit, found));
  },
} satisfies MessageCommand;
