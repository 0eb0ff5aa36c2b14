import { ActionRowBuilder, ButtonBuilder, ContextMenuCommandBuilder } from "@discordjs/builders";
import {
  ApplicationCommandType,
  type BaseInteraction,
  ButtonStyle,
  InteractionContextType,
  MessageFlags,
} from "discord.js";
import type { MessageCommand } from "../src/discord/kit/command.ts";
import { formatCustomId } from "../src/discord/kit/custom-id.ts";
import { withdrawReply } from "../src/features/reply/reply.ts";
import { requireReply } from "../src/features/reply/seen-reply.ts";
import { english, type Language } from "../src/language/english.ts";
import { UserError } from "../src/language/user-error.ts";
import type { Reply } from "../src/store/replies.ts";

const prefix = "delete-reply";

export const deleteReply = {
  kind: "message",
  prefix,
  data: new ContextMenuCommandBuilder()
    .setName(english.reply.deleteMenu)
    .setType(ApplicationCommandType.Message)
    .setContexts(InteractionContextType.Guild),

  async execute(interaction, app, language) {
    requireDeleter(interaction, await requireReply(interaction, app));
    await interaction.reply({
      content: language.reply.deleteQuestion,
      components: [questionRow(interaction.targetId, language)],
      flags: MessageFlags.Ephemeral,
    });
  },

  async press(interaction, [action, messageId = ""], app, language) {
    if (action === "keep") {
      await interaction.update({ content: language.reply.kept, components: [] });
      return;
    }
    if (action !== "delete") throw new UserError((say) => say.interaction.tooOld);
    const reply = await app.store.replies.ofMessage(interaction.guildId ?? "", messageId);
    if (reply === undefined) throw new UserError((say) => say.reply.gone);
    requireDeleter(interaction, reply);
    await interaction.deferUpdate();
    await withdrawReply(app, reply);
    await interaction.editReply({ content: language.reply.deleted, components: [] });
  },
} satisfies MessageCommand;

/** @throws {UserError} for somebody else's reply, unless the member may delete messages */
function requireDeleter({ user, memberPermissions }: BaseInteraction, { userId }: Reply): void {
  const mayModerate = memberPermissions?.has("ManageMessages") ?? false;
  if (userId !== user.id && !mayModerate) throw new UserError((say) => say.reply.mayNotDelete);
}

function questionRow(messageId: string, language: Language) {
  const button = (action: string, label: string, style: ButtonStyle) =>
    new ButtonBuilder()
      .setCustomId(formatCustomId(prefix, action, messageId))
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
