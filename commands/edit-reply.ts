import type { MessageCommand } from "../src/discord/kit/command.ts";
import { messageMenu } from "../src/discord/kit/command-words.ts";
import { editReplyIds } from "../src/discord/kit/controls.ts";
import { deferPrivately } from "../src/discord/kit/visit.ts";
import { changeReply } from "../src/features/reply/reply.ts";
import { editReplyModal, readReplyModal } from "../src/features/reply/reply-modal.ts";
import { requireReply } from "../src/features/reply/seen-reply.ts";
import { withText } from "../src/features/reply/write-reply.ts";
import { kindOfWriting } from "../src/forum/writing.ts";
import { UserError } from "../src/language/user-error.ts";
import { replyText } from "../src/rendering/render-reply.ts";

export const editReply = {
  kind: "message",
  ids: editReplyIds,
  data: messageMenu((say) => say.reply.editMenu),

  async execute(visit) {
    const { interaction, language } = visit;
    const { userId, writing } = await requireReply(visit);
    if (userId !== interaction.user.id) throw new UserError((say) => say.reply.notYours);
    const { id, content } = interaction.targetMessage;
    const shown = { text: replyText(content), kind: kindOfWriting({ reference: writing }) };
    await interaction.showModal(
      editReplyModal(shown, editReplyIds.forms.write("", { messageId: id }), language),
    );
  },

  async submit(visit, { messageId }) {
    const { interaction, app, language } = visit;
    const written = readReplyModal(interaction);
    await deferPrivately(visit);
    try {
      const reply = await app.store.replies.ofMessage(visit.guildId ?? "", messageId);
      if (reply === undefined) throw new UserError((say) => say.reply.gone);
      if (reply.userId !== interaction.user.id) throw new UserError((say) => say.reply.notYours);
      await changeReply(app, reply, written);
    } catch (error) {
      throw error instanceof UserError ? withText(error, written) : error;
    }
    await interaction.editReply({ content: language.reply.edited });
  },
} satisfies MessageCommand<typeof editReplyIds>;
