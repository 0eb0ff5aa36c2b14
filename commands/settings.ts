import { SlashCommandBuilder } from "@discordjs/builders";
import {
  InteractionContextType,
  type MessageComponentInteraction,
  MessageFlags,
  PermissionFlagsBits,
} from "discord.js";
import type { SlashCommand } from "../src/discord/kit/command.ts";
import { requireMember } from "../src/discord/kit/member-permissions.ts";
import type { Visit } from "../src/discord/kit/visit.ts";
import { changeSettings } from "../src/features/settings/change-settings.ts";
import { findMutedAuthors } from "../src/features/settings/find-muted-authors.ts";
import { choicesOf, type MenuChoices } from "../src/features/settings/menu-choices.ts";
import { mergeChoices } from "../src/features/settings/merge-choices.ts";
import { recallMuted, rememberMuted } from "../src/features/settings/muted-memory.ts";
import { type SettingsCard, settingsCard, settingsPrefix } from "../src/features/settings/settings-card.ts";
import {
  limitModal,
  mostMuted,
  mutedModal,
  readLimit,
  settingsField,
} from "../src/features/settings/settings-modals.ts";
import { english } from "../src/language/english.ts";
import { UserError } from "../src/language/user-error.ts";
import type { SettingsChange } from "../src/store/settings.ts";

export const settings = {
  kind: "slash",
  prefix: settingsPrefix,
  data: new SlashCommandBuilder()
    .setName("settings")
    .setDescription(english.settings.description)
    .setContexts(InteractionContextType.Guild)
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild),

  async execute(visit) {
    const guildId = requireMember(visit, "ManageGuild");
    const { flags, ...card } = await cardOf(visit, guildId);
    await visit.interaction.reply({ ...card, flags: flags | MessageFlags.Ephemeral });
  },

  async press(visit, [action = "", value = ""]) {
    const { interaction, app, language } = visit;
    const guildId = requireMember(visit, "ManageGuild");
    if (action === "limit" || action === "muted") {
      const current = await app.store.settings.ofGuild(guildId);
      const modal =
        action === "limit"
          ? limitModal(current, language)
          : mutedModal(current, await rememberMuted(app.archive, current.mutedAuthors), language);
      await interaction.showModal(modal);
      return;
    }
    await changeSettings(app, guildId, readChange(visit, action, value), interaction.user.id);
    await interaction.update(await cardOf(visit, guildId));
  },

  async submit(visit, [action, shown = ""]) {
    const { interaction, app } = visit;
    const guildId = requireMember(visit, "ManageGuild");
    if (!interaction.isFromMessage()) throw new UserError((say) => say.interaction.tooOld);
    const typed = interaction.fields.getTextInputValue(settingsField);
    if (action === "limit") {
      const followLimit = readLimit(typed);
      // An unchanged value is not a new choice.
      if (String(followLimit) !== shown)
        await changeSettings(app, guildId, { followLimit }, interaction.user.id);
      await interaction.update(await cardOf(visit, guildId));
      return;
    }
    await interaction.deferUpdate();
    await changeSettings(app, guildId, await readMuted(visit, guildId, typed, shown), interaction.user.id);
    await interaction.editReply(await cardOf(visit, guildId));
  },
} satisfies SlashCommand;

async function cardOf({ app, language }: Visit, guildId: string): Promise<SettingsCard> {
  const sites = [...app.sources.values()].map(({ site }) => site);
  const followCount = (await app.store.follows.ofGuild(guildId)).length;
  return settingsCard(await app.store.settings.ofGuild(guildId), { sites, followCount }, language);
}

/** A member's changes to the list of authors that they were shown. */
async function readMuted(
  { app }: Visit,
  guildId: string,
  typed: string,
  shown: string,
): Promise<SettingsChange> {
  const { mutedAuthors: current } = await app.store.settings.ofGuild(guildId);
  const before = await recallMuted(app.archive, shown, current);
  const chosen = await findMutedAuthors(app, typed, [...before, ...current]);
  return ({ mutedAuthors }) => {
    const merged = mergeChoices(mutedAuthors, { shown: before, chosen }, ({ reference }) => reference);
    if (merged.length > mostMuted) throw new UserError((say) => say.settings.tooManyMuted(mostMuted));
    return { mutedAuthors: merged };
  };
}

/** @throws {UserError} for a control of another version, and for a channel that the bot cannot write to */
function readChange(
  visit: Visit<MessageComponentInteraction>,
  action: string,
  value: string,
): SettingsChange {
  const { interaction, app } = visit;
  if (action === "deletions" && (value === "remove" || value === "tombstone")) return { deletions: value };
  if (action === "score") return { showsScore: value === "on" };
  if (interaction.isStringSelectMenu() && action === "sites")
    return chooseSites([...app.sources.keys()], choicesOf(interaction));
  if (interaction.isRoleSelectMenu() && action === "followers") {
    const choices = choicesOf(interaction);
    return ({ followerRoleIds }) => ({ followerRoleIds: mergeChoices(followerRoleIds, choices) });
  }
  if (interaction.isChannelSelectMenu()) {
    const [channelId] = interaction.values;
    if (action === "channel") return { defaultChannelId: channelId };
    if (channelId !== undefined) refuseUnwritable(visit, channelId);
    if (action === "trouble") return { troubleChannelId: channelId };
  }
  throw new UserError((say) => say.interaction.tooOld);
}

/** Allows the chosen sites and keeps others' simultaneous changes, as long as any site is left. */
function chooseSites(all: readonly string[], choices: MenuChoices): SettingsChange {
  return ({ sites = all }) => {
    const merged = mergeChoices(sites, choices);
    const allowed = merged.length > 0 ? merged : choices.chosen;
    return { sites: all.every((name) => allowed.includes(name)) ? undefined : allowed };
  };
}

function refuseUnwritable({ guild }: Visit, channelId: string): void {
  const me = guild?.members.me;
  const permissions = me ? guild?.channels.cache.get(channelId)?.permissionsFor(me) : undefined;
  if (!permissions?.has(["ViewChannel", "SendMessages"]))
    throw new UserError((say) => say.settings.cannotWrite(`<#${channelId}>`));
}
