import { ContextMenuCommandBuilder } from "@discordjs/builders";
import { ApplicationCommandType, InteractionContextType, MessageFlags } from "discord.js";
import type { MessageCommand } from "../src/discord/kit/command.ts";
import { formatCustomId } from "../src/discord/kit/custom-id.ts";
import { changeReply } from "../src/features/reply/reply.ts";
import { editReplyModal, readReplyModal } from "../src/features/reply/reply-modal.ts";
import { requireReply } from "../src/features/reply/seen-reply.ts";
import { withText } from "../src/features/reply/write-reply.ts";
import { kindOfWriting } from "../src/forum/writing.ts";
import { english } from "../src/language/english.ts";
import { UserError } from "../src/language/user-error.ts";
import { replyText } from "../src/rendering/render-reply.ts";

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
