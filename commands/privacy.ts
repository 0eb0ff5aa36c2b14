import { type Guild, type MessageComponentInteraction, MessageFlags } from "discord.js";
import type { SlashCommand } from "../src/discord/kit/command.ts";
import { slashCommand, worded } from "../src/discord/kit/command-words.ts";
import { privacyIds } from "../src/discord/kit/controls.ts";
import { offerAuthors } from "../src/discord/kit/filter-options.ts";
import { requireMember } from "../src/discord/kit/member-permissions.ts";
import { usableAnywhere } from "../src/discord/kit/usable-anywhere.ts";
import { deferPrivately, type Visit } from "../src/discord/kit/visit.ts";
import { findNamedAuthor } from "../src/features/privacy/find-named-author.ts";
import { forgetMember } from "../src/features/privacy/forget-member.ts";
import { confirmName, deleteModal, guildDataFile } from "../src/features/privacy/guild-data-file.ts";
import { instructionsView, optOutView } from "../src/features/privacy/opt-out-view.ts";
import { forgetMeView, privacyView } from "../src/features/privacy/privacy-view.ts";
import { issueCode, proveAuthor, requireAuthor } from "../src/features/privacy/prove.ts";
import type { Reference } from "../src/forum/reference.ts";
import { UserError } from "../src/language/user-error.ts";
import { forgetGuild } from "../src/mirror/follows/forget-guild.ts";
import type { OptDirection } from "../src/store/opt-outs.ts";

const typedLength = 500;

export const privacy = {
  kind: "slash",
  ids: privacyIds,
  data: usableAnywhere(slashCommand("privacy", (say) => say.privacy.description)).addStringOption((option) =>
    worded(option, "author", (say) => say.privacy.options.author)
      .setMaxLength(typedLength)
      .setAutocomplete(true),
  ),

  async execute(visit) {
    const { interaction, app } = visit;
    const author = interaction.options.getString("author");
    if (author === null) {
      const view = await privacyView(visit);
      await interaction.reply({ ...view, flags: MessageFlags.Ephemeral });
      return;
    }
    await deferPrivately(visit);
    await interaction.editReply(await optOutView(visit, await findNamedAuthor(app, author)));
  },

  autocomplete: offerAuthors,

  async press(visit, asked) {
    const { interaction, app, language } = visit;
    switch (asked.action) {
      case "export":
        await exportServer(visit);
        return;
      case "delete":
        await interaction.showModal(deleteModal(requireManager(visit), language));
        return;
      case "me": {
        const { replies } = await app.store.memberData.of(interaction.user.id);
        await interaction.reply({ ...forgetMeView(replies, language), flags: MessageFlags.Ephemeral });
        return;
      }
      case "forget":
        await forgetMe(visit, asked.what === "all");
        return;
      case "code":
        await giveCode(visit, asked);
        return;
      case "check":
        await checkCode(visit, asked);
    }
  },

  async submit(visit) {
    const { interaction, app, language } = visit;
    const guild = requireManager(visit);
    confirmName(interaction, guild);
    await deferPrivately(visit);
    await forgetGuild(app, guild.id);
    app.log.info({ guild: guild.id, user: interaction.user.id }, "a server's data was deleted on request");
    await interaction.editReply({ content: language.privacy.deleted });
  },
} satisfies SlashCommand<typeof privacyIds>;

/**
 * Returns the server that the member manages now.
 * @throws {UserError} if they do not manage it, or the bot is not a member there
 */
function requireManager(visit: Visit): Guild {
  requireMember(visit, "ManageGuild");
  if (visit.guild === undefined) throw new UserError((say) => say.follow.onlyInServer);
  return visit.guild;
}

async function exportServer(visit: Visit<MessageComponentInteraction>): Promise<void> {
  const { interaction, app, language } = visit;
  const guild = requireManager(visit);
  await deferPrivately(visit);
  const { name, file } = await guildDataFile(guild, app);
  await interaction.editReply({ content: language.privacy.exported(name), files: [file] });
}

async function forgetMe(
  { interaction, app, language }: Visit<MessageComponentInteraction>,
  withMessages: boolean,
): Promise<void> {
  await interaction.deferUpdate();
  const left = await forgetMember(app, interaction.user.id, { withMessages });
  const say = language.privacy;
  await interaction.editReply({
    content: left === 0 ? say.forgotten : say.notAllDeleted(left),
    components: [],
  });
}

interface Decision {
  readonly direction: OptDirection;
  readonly user: Reference<"user">;
}

async function giveCode(
  visit: Visit<MessageComponentInteraction>,
  { direction, user }: Decision,
): Promise<void> {
  const { interaction, app, language } = visit;
  await deferPrivately(visit);
  const author = await findNamedAuthor(app, user);
  const issued = await issueCode(app, author, direction, app.makeCode);
  await interaction.editReply(instructionsView(author, direction, issued, language));
}

async function checkCode(
  { interaction, app, language }: Visit<MessageComponentInteraction>,
  { direction, user }: Decision,
): Promise<void> {
  await interaction.deferUpdate();
  await proveAuthor(app, requireAuthor(app, user), direction);
  app.mirror.stirOptOuts();
  const content = direction === "out" ? language.privacy.provenOut : language.privacy.provenIn;
  await interaction.editReply({ content, components: [] });
}
