import { ContextMenuCommandBuilder } from "@discordjs/builders";
import { ApplicationCommandType, InteractionContextType, MessageFlags } from "discord.js";
import type { MessageCommand } from "../src/discord/command.ts";
import { requireReply } from "../src/discord/seen-reply.ts";
import { UserError } from "../src/errors.ts";
import { english } from "../src/language/english.ts";
import { deleteReply as removeReply } from "../src/mirror/replies/reply.ts";

export const deleteReply = {
  kind: "message",
  data: new ContextMenuCommandBuilder()
    .setName(english.reply.deleteMenu)
    .setType(ApplicationCommandType.Message)
    .setContexts(InteractionContextType.Guild),

  async execute(interaction, app, language) {
    const reply = await requireReply(interaction, app);
    const mayModerate = interaction.memberPermissions?.has("ManageMessages") ?? false;
    if (reply.userId !== interaction.user.id && !mayModerate) {
      throw new UserError((say) => say.reply.mayNotDelete);
    }
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await removeReply(app, reply);
    await interaction.editReply({ content: language.reply.deleted });
  },
} satisfies MessageCommand;
