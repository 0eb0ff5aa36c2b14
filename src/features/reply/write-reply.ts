import type { ModalSubmitInteraction } from "discord.js";
import { replyIds } from "../../discord/kit/controls.ts";
import { deferPrivately, type Opening, type Visit } from "../../discord/kit/visit.ts";
import { findArchivedWriting, findWriting } from "../../finding/find-writing.ts";
import type { WritingReference } from "../../forum/writing.ts";
import { UserError } from "../../language/user-error.ts";
import type { InServer } from "../../store/places.ts";
import { saysSomething } from "../../text/says-something.ts";
import { refuseSecond } from "./refuse-second.ts";
import { findReplyPlace, sendReply } from "./reply.ts";
import { openReplyRow, readReplyModal, replyModal, siteRow } from "./reply-modal.ts";
import { requireGuildMember, requireWriter } from "./reply-writer.ts";

/**
 * Opens the modal for a reply. If the comment must be fetched first, shows a button that opens it.
 * @param messageId the mirrored message that the command was used on
 */
export async function offerReply(
  visit: Visit<Opening>,
  { text, messageId }: { readonly text: string; readonly messageId?: string | undefined },
): Promise<void> {
  const { interaction, app, language } = visit;
  const standing = standingOf(visit);
  const archived = await findArchivedWriting(app, text);
  if (archived === undefined) await deferPrivately(visit);
  const found = archived ?? (await findWriting(app, text, language));
  const place = await findReplyPlace(app, standing, found, messageId);
  await requireWriter(visit, place);
  const { reference } = found.writing;
  const { messageId: id } = place;
  if (archived !== undefined) {
    const customId = replyIds.forms.write("write", { reference, messageId: id, opening: interaction.id });
    await interaction.showModal(replyModal(found, customId, language));
    return;
  }
  await interaction.editReply({
    content: language.reply.fetched,
    components: [openReplyRow(replyIds.controls.write("open", { reference, messageId: id }), language)],
  });
}

/**
 * Sends the reply written in the modal. If that fails, gives the words back.
 * @param opening the interaction that the modal answered, if its custom id names it; each opening sends one reply
 */
export async function submitReply(
  visit: Visit<ModalSubmitInteraction>,
  asked: {
    readonly reference: WritingReference;
    readonly messageId: string | undefined;
    readonly opening: string | undefined;
  },
): Promise<void> {
  const { interaction, app, language, sharedLanguage } = visit;
  const written = readReplyModal(interaction);
  const request = asked.opening ?? interaction.id;
  await deferPrivately(visit);
  await refuseSecond(app, request, interaction.user.id);
  try {
    const standing = standingOf(visit);
    const found = await findWriting(app, asked.reference, language);
    const place = await findReplyPlace(app, standing, found, asked.messageId);
    const writer = await requireWriter(visit, place);
    const { writing, post, source } = found;
    const link = await sendReply(app, writer, { writing, place }, { text: written, request }, sharedLanguage);
    await interaction.editReply({
      content: [language.reply.posted(link), post?.isClosed ? language.reply.closed(source.site.title) : ""]
        .filter(Boolean)
        .join("\n"),
      components: [siteRow(found, language)],
    });
  } catch (error) {
    throw error instanceof UserError ? withText(error, written) : error;
  }
}

function standingOf(visit: Visit): InServer {
  return { guildId: requireGuildMember(visit).guild.id, channelId: visit.channelId };
}

/** Adds the text that a member wrote, if any of it is visible, so it is not lost with the modal. */
export function withText(error: UserError, written: string): UserError {
  if (!saysSomething(written)) return error;
  const copy = written.replaceAll("```", "`\u2060``");
  return new UserError((say) => `${error.say(say)}\n\n${say.reply.yourText}\n\`\`\`\n${copy}\n\`\`\``, {
    cause: error,
  });
}
