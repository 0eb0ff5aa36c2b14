import { ContextMenuCommandBuilder } from "@discordjs/builders";
import { ApplicationCommandType, InteractionContextType, MessageFlags } from "discord.js";
import type { MessageCommand } from "../src/discord/kit/command.ts";
import { mirroredWriting } from "../src/discord/kit/mirrored-writing.ts";
import { contextView } from "../src/features/context/context-view.ts";
import { findWriting } from "../src/finding/find-writing.ts";
import { english } from "../src/language/english.ts";

export const showContext = {
  kind: "message",
  data: new ContextMenuCommandBuilder()
    .setName(english.context.menu)
    .setType(ApplicationCommandType.Message)
    .setContexts(InteractionContextType.Guild),

  async execute(interaction, app, language) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const found = await findWriting(app, await mirroredWriting(interaction, app), language);
    const place = { where: interaction, above: 0, replies: 0 };
    await interaction.editReply(await contextView(found, place, app, language));
  },
} satisfies MessageCommand;
