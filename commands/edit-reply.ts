import { ContextMenuCommandBuilder } from "@discordjs/builders";
import { ApplicationCommandType, InteractionContextType, MessageFlags } from "discord.js";
import type { MessageCommand } from "../src/discord/command.ts";
import { formatCustomId } from "../src/discord/custom-id.ts";
import { editReplyModal, readReplyModal } from "../src/discord/reply-modal.ts";
import { requireReply } from "../src/discord/seen-reply.ts";
import { withText } from "../src/discord/write-reply.ts";
import { UserError } from "../src/errors.ts";
import { kindOfWriting } from "../src/forum/writing.ts";
import { english } from "../src/language/english.ts";
import { replyText } from "../src/mirror/replies/render-reply.ts";
import { changeReply } from "../src/mirror/replies/reply.ts";

const prefix = "edit-reply";

export const editReply = {
  kind: "message",
  prefix,
  data: new ContextMenuCommandBuilder()
    .setName(english.reply.editMenu)
    .setType(ApplicationCommandType.Message)
    .setContexts(InteractionContextType.Guild),

  async execute(interaction, app, language) {
    const { userId, writing } = await requireReply(interaction, app);
    if (userId !== interaction.user.id) throw new UserError((say) => say.reply.notYours);
    const { id, content } = interaction.targetMessage;
    const shown = { text: replyText(content), kind: kindOfWriting({ reference: writing }) };
    await interaction.showModal(editReplyModal(shown, formatCustomId(prefix, id), language));
  },

  async submit(interaction, [messageId = ""], app, language) {
    const written = readReplyModal(interaction);
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    try {
      const reply = await app.store.replies.ofMessage(interaction.guildId ?? "", messageId);
      if (reply === undefined) throw new UserError((say) => say.reply.gone);
      if (reply.userId !== interaction.user.id) throw new UserError((say) => say.reply.notYours);
      await changeReply(app, reply, written);
    } catch (error) {
      throw error instanceof UserError ? withText(error, written) : error;
    }
    await interaction.editReply({ content: language.reply.edited });
  },
} satisfies MessageCommand;
