import { ActionRowBuilder, ButtonBuilder } from "@discordjs/builders";
import { ButtonStyle, MessageFlags } from "discord.js";
import type { MessageCommand } from "../src/discord/kit/command.ts";
import { messageMenu } from "../src/discord/kit/command-words.ts";
import { deleteReplyIds } from "../src/discord/kit/controls.ts";
import { may } from "../src/discord/kit/member-permissions.ts";
import type { Visit } from "../src/discord/kit/visit.ts";
import { withdrawReply } from "../src/features/reply/reply.ts";
import { requireReply } from "../src/features/reply/seen-reply.ts";
import type { Language } from "../src/language/english.ts";
import { UserError } from "../src/language/user-error.ts";
import type { Reply } from "../src/store/reply.ts";

export const deleteReply = {
  kind: "message",
  ids: deleteReplyIds,
  data: messageMenu((say) => say.reply.deleteMenu),

  async execute(visit) {
    const { interaction, language } = visit;
    requireDeleter(visit, await requireReply(visit));
    await interaction.reply({
      content: language.reply.deleteQuestion,
      components: [questionRow(interaction.targetId, language)],
      flags: MessageFlags.Ephemeral,
    });
  },

  async press(visit, { action, messageId }) {
    const { interaction, app, language } = visit;
    if (action === "keep") {
      await interaction.update({ content: language.reply.kept, components: [] });
      return;
    }
    const reply = await app.store.replies.ofMessage(visit.guildId ?? "", messageId);
    if (reply === undefined) throw new UserError((say) => say.reply.gone);
    requireDeleter(visit, reply);
    await interaction.deferUpdate();
    await withdrawReply(app, reply);
    await interaction.editReply({ content: language.reply.deleted, components: [] });
  },
} satisfies MessageCommand<typeof deleteReplyIds>;

/** @throws {UserError} for another member's reply, unless the member may delete messages */
function requireDeleter(visit: Visit, { userId }: Reply): void {
  if (userId !== visit.interaction.user.id && !may(visit, "ManageMessages"))
    throw new UserError((say) => say.reply.mayNotDelete);
}

function questionRow(messageId: string, language: Language) {
  const button = (action: "delete" | "keep", label: string, style: ButtonStyle) =>
    new ButtonBuilder()
      .setCustomId(deleteReplyIds.controls.write(action, { messageId }))
      .setLabel(label)
      .setStyle(style);
  const say = language.reply;
  return new ActionRowBuilder<ButtonBuilder>()
    .addComponents(
      button("delete", say.confirmDelete, ButtonStyle.Danger),
      button("keep", say.keep, ButtonStyle.Secondary),
    )
    .toJSON();
}
