import { type BaseInteraction, type Guild, type MessageComponentInteraction, MessageFlags } from "discord.js";
import type { App } from "../src/app.ts";
import type { SlashCommand } from "../src/discord/kit/command.ts";
import { offerAuthors } from "../src/discord/kit/filter-options.ts";
import { requireMember } from "../src/discord/kit/member-permissions.ts";
import { usableAnywhere } from "../src/discord/kit/usable-anywhere.ts";
import { findNamedAuthor } from "../src/features/privacy/find-named-author.ts";
import { forgetMember } from "../src/features/privacy/forget-member.ts";
import { confirmName, deleteModal, guildDataFile } from "../src/features/privacy/guild-data-file.ts";
import { instructionsView, optOutView } from "../src/features/privacy/opt-out-view.ts";
import { forgetMeView, privacyPrefix, privacyView } from "../src/features/privacy/privacy-view.ts";
import { issueCode, proveAuthor, requireAuthor } from "../src/features/privacy/prove.ts";
import { english, type Language } from "../src/language/english.ts";
import { UserError } from "../src/language/user-error.ts";
import { forgetGuild } from "../src/mirror/follows/forget-guild.ts";

const texts = english.privacy;
const typedLength = 500;

export const privacy = {
  kind: "slash",
  prefix: privacyPrefix,
  data: usableAnywhere()
    .setName("privacy")
    .setDescription(texts.description)
    .addStringOption((option) =>
      option
        .setName("author")
        .setDescription(texts.options.author)
        .setMaxLength(typedLength)
        .setAutocomplete(true),
    ),

  async execute(interaction, app, language) {
    const author = interaction.options.getString("author");
    if (author === null) {
      const view = await privacyView(interaction, app, language);
      await interaction.reply({ ...view, flags: MessageFlags.Ephemeral });
      return;
    }
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply(await optOutView(await findNamedAuthor(app, author), app, language));
  },

  autocomplete: offerAuthors,

  async press(interaction, [action, ...args], app, language) {
    switch (action) {
      case "export":
        await exportServer(interaction, app, language);
        return;
      case "delete":
        await interaction.showModal(deleteModal(requireManager(interaction), language));
        return;
      case "me": {
        const { replies } = await app.store.memberData.of(interaction.user.id);
        await interaction.reply({ ...forgetMeView(replies, language), flags: MessageFlags.Ephemeral });
        return;
      }
      case "forget":
        await forgetMe(interaction, args[0] === "all", app, language);
        return;
      default:
        await prove(interaction, [action, ...args], app, language);
    }
  },

  async submit(interaction, [action], app, language) {
    if (action !== "delete") throw new UserError((say) => say.interaction.tooOld);
    const guild = requireManager(interaction);
    confirmName(interaction, guild);
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await forgetGuild(app, guild.id);
    app.log.info({ guild: guild.id, user: interaction.user.id }, "a server's data was deleted on request");
    await interaction.editReply({ content: language.privacy.deleted });
  },
} satisfies SlashCommand;

/**
 * The server that a member manages now.
 * @throws {UserError} when they do not, or the bot is no member there
 */
function requireManager(interaction: BaseInteraction): Guild {
  requireMember(interaction, "ManageGuild");
  if (!interaction.inCachedGuild()) throw new UserError((say) => say.follow.onlyInServer);
  return interaction.guild;
}

async function exportServer(
  interaction: MessageComponentInteraction,
  app: App,
  language: Language,
): Promise<void> {
  const guild = requireManager(interaction);
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const { name, file } = await guildDataFile(guild, app);
  await interaction.editReply({ content: language.privacy.exported(name), files: [file] });
}

async function forgetMe(
  interaction: MessageComponentInteraction,
  withMessages: boolean,
  app: App,
  language: Language,
): Promise<void> {
  await interaction.deferUpdate();
  const left = await forgetMember(app, interaction.user.id, { withMessages });
  const say = language.privacy;
  await interaction.editReply({
    content: left === 0 ? say.forgotten : say.notAllDeleted(left),
    components: [],
  });
}

/** Gives an author a code, or looks for it. */
async function prove(
  interaction: MessageComponentInteraction,
  [action, direction, user = ""]: readonly (string | undefined)[],
  app: App,
  language: Language,
): Promise<void> {
  if (direction !== "out" && direction !== "in") throw new UserError((say) => say.interaction.tooOld);
  if (action === "code") {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const author = await findNamedAuthor(app, user);
    const issued = await issueCode(app, author.user, direction, app.makeCode);
    await interaction.editReply(instructionsView(author, direction, issued, language));
    return;
  }
  if (action !== "check") throw new UserError((say) => say.interaction.tooOld);
  await interaction.deferUpdate();
  await proveAuthor(app, requireAuthor(app, user), direction);
  app.mirror.stirOptOuts();
  const content = direction === "out" ? language.privacy.provenOut : language.privacy.provenIn;
  await interaction.editReply({ content, components: [] });
}
