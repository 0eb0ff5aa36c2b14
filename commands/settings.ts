import { SlashCommandBuilder } from "@discordjs/builders";
import {
  InteractionContextType,
  type MessageComponentInteraction,
  MessageFlags,
  PermissionFlagsBits,
} from "discord.js";
import type { App } from "../src/app.ts";
import type { SlashCommand } from "../src/discord/command.ts";
import { requireMember } from "../src/discord/member-permissions.ts";
import { type SettingsCard, settingsCard, settingsPrefix } from "../src/discord/settings-card.ts";
import {
  limitModal,
  mostMuted,
  mutedModal,
  readLimit,
  settingsField,
} from "../src/discord/settings-modals.ts";
import { UserError } from "../src/errors.ts";
import { english, type Language } from "../src/language/english.ts";
import { changeSettings } from "../src/mirror/answers/change-settings.ts";
import { findMutedAuthors } from "../src/mirror/answers/find-muted-authors.ts";
import type { GuildSettings } from "../src/store/settings.ts";

export const settings = {
  kind: "slash",
  prefix: settingsPrefix,
  data: new SlashCommandBuilder()
    .setName("settings")
    .setDescription(english.settings.description)
    .setContexts(InteractionContextType.Guild)
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild),

  async execute(interaction, app, language) {
    const guildId = requireMember(interaction, "ManageGuild");
    const { flags, ...card } = await cardOf(guildId, app, language);
    await interaction.reply({ ...card, flags: flags | MessageFlags.Ephemeral });
  },

  async press(interaction, [action = "", value = ""], app, language) {
    const guildId = requireMember(interaction, "ManageGuild");
    if (action === "limit" || action === "muted") {
      const open = action === "limit" ? limitModal : mutedModal;
      await interaction.showModal(open(await app.store.settings.ofGuild(guildId), language));
      return;
    }
    await changeSettings(app, guildId, readChange(interaction, action, value, app), interaction.user.id);
    await interaction.update(await cardOf(guildId, app, language));
  },

  async submit(interaction, [action], app, language) {
    const guildId = requireMember(interaction, "ManageGuild");
    if (!interaction.isFromMessage()) throw new UserError((say) => say.interaction.tooOld);
    const typed = interaction.fields.getTextInputValue(settingsField);
    if (action === "limit") {
      await changeSettings(app, guildId, { followLimit: readLimit(typed) }, interaction.user.id);
      await interaction.update(await cardOf(guildId, app, language));
      return;
    }
    await interaction.deferUpdate();
    const before = (await app.store.settings.ofGuild(guildId)).mutedAuthors;
    const mutedAuthors = await findMutedAuthors(app, typed, before);
    if (mutedAuthors.length > mostMuted) throw new UserError((say) => say.settings.tooManyMuted(mostMuted));
    await changeSettings(app, guildId, { mutedAuthors }, interaction.user.id);
    await interaction.editReply(await cardOf(guildId, app, language));
  },
} satisfies SlashCommand;

async function cardOf(guildId: string, app: App, language: Language): Promise<SettingsCard> {
  const sites = [...app.sources.values()].map(({ site }) => site);
  const followCount = (await app.store.follows.ofGuild(guildId)).length;
  return settingsCard(await app.store.settings.ofGuild(guildId), { sites, followCount }, language);
}

/** @throws {UserError} for a control of another version, and for a channel that the bot cannot write to */
function readChange(
  interaction: MessageComponentInteraction,
  action: string,
  value: string,
  app: App,
): Partial<GuildSettings> {
  if (action === "deletions" && (value === "remove" || value === "tombstone")) return { deletions: value };
  if (action === "score") return { showsScore: value === "on" };
  if (interaction.isStringSelectMenu() && action === "sites") {
    const isAll = [...app.sources.keys()].every((name) => interaction.values.includes(name));
    return { sites: isAll ? undefined : [...interaction.values] };
  }
  if (interaction.isRoleSelectMenu() && action === "followers")
    return { followerRoleIds: [...interaction.values] };
  if (interaction.isChannelSelectMenu()) {
    const [channelId] = interaction.values;
    if (action === "channel") return { defaultChannelId: channelId };
    if (channelId !== undefined) refuseUnwritable(interaction, channelId);
    if (action === "trouble") return { troubleChannelId: channelId };
  }
  throw new UserError((say) => say.interaction.tooOld);
}

function refuseUnwritable({ guild }: MessageComponentInteraction, channelId: string): void {
  const me = guild?.members.me;
  const permissions = me ? guild?.channels.cache.get(channelId)?.permissionsFor(me) : undefined;
  if (!permissions?.has(["ViewChannel", "SendMessages"]))
    throw new UserError((say) => say.settings.cannotWrite(`<#${channelId}>`));
}
