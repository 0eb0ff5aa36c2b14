import {
  InteractionContextType,
  type MessageComponentInteraction,
  MessageFlags,
  PermissionFlagsBits,
} from "discord.js";
import { findChannel } from "../src/discord/find-channel.ts";
import type { SlashCommand } from "../src/discord/kit/command.ts";
import { slashCommand } from "../src/discord/kit/command-words.ts";
import { settingsIds } from "../src/discord/kit/controls.ts";
import { requireMember } from "../src/discord/kit/member-permissions.ts";
import type { Visit } from "../src/discord/kit/visit.ts";
import { changeSettings } from "../src/features/settings/change-settings.ts";
import { findMutedAuthors } from "../src/features/settings/find-muted-authors.ts";
import { choicesOf, type MenuChoices } from "../src/features/settings/menu-choices.ts";
import { mergeChoices } from "../src/features/settings/merge-choices.ts";
import { recallMuted, rememberMuted } from "../src/features/settings/muted-memory.ts";
import { type SettingsCard, settingsCard } from "../src/features/settings/settings-card.ts";
import {
  limitModal,
  mostMuted,
  mutedModal,
  readLimit,
  settingsField,
} from "../src/features/settings/settings-modals.ts";
import { anyPublicSite, isPublicName } from "../src/forum/public-site.ts";
import { UserError } from "../src/language/user-error.ts";
import { chosenByOperator } from "../src/sources/public/chosen-by.ts";
import type { SettingsChange } from "../src/store/settings.ts";

type SettingsAsked = NonNullable<ReturnType<typeof settingsIds.controls.read>>;

export const settings = {
  kind: "slash",
  ids: settingsIds,
  data: slashCommand("settings", (say) => say.settings.description)
    .setContexts(InteractionContextType.Guild)
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild),

  async execute(visit) {
    const guildId = requireMember(visit, "ManageGuild");
    const { flags, ...card } = await cardOf(visit, guildId);
    await visit.interaction.reply({ ...card, flags: flags | MessageFlags.Ephemeral });
  },

  async press(visit, asked) {
    const { interaction, app, language } = visit;
    const guildId = requireMember(visit, "ManageGuild");
    if (asked.action === "limit" || asked.action === "muted") {
      const current = await app.store.settings.ofGuild(guildId);
      const modal =
        asked.action === "limit"
          ? limitModal(current, language)
          : mutedModal(current, await rememberMuted(app.archive, current.mutedAuthors), language);
      await interaction.showModal(modal);
      return;
    }
    await changeSettings(app, guildId, await readChange(visit, asked), interaction.user.id);
    await interaction.update(await cardOf(visit, guildId));
  },

  async submit(visit, asked) {
    const { interaction, app } = visit;
    const guildId = requireMember(visit, "ManageGuild");
    if (!interaction.isFromMessage()) throw new UserError((say) => say.interaction.tooOld);
    const typed = interaction.fields.getTextInputValue(settingsField);
    if (asked.action === "limit") {
      const followLimit = readLimit(typed);
      // An unchanged value is not a new choice.
      if (followLimit !== asked.shown)
        await changeSettings(app, guildId, { followLimit }, interaction.user.id);
      await interaction.update(await cardOf(visit, guildId));
      return;
    }
    await interaction.deferUpdate();
    await changeSettings(
      app,
      guildId,
      await readMuted(visit, guildId, typed, asked.memory),
      interaction.user.id,
    );
    await interaction.editReply(await cardOf(visit, guildId));
  },
} satisfies SlashCommand<typeof settingsIds>;

async function cardOf({ app, language }: Visit, guildId: string): Promise<SettingsCard> {
  const sites = chosenByOperator(app.sources).map(({ site }) => site);
  const follows = await app.store.follows.ofGuild(guildId);
  const ofMembers = new Set(follows.map(({ site }) => site).filter(isPublicName));
  const membersSites = [...ofMembers].map((name) => app.publicSites.titleOf(name));
  const mayChoose = app.publicSites.kinds.length > 0;
  return settingsCard(
    await app.store.settings.ofGuild(guildId),
    { sites, followCount: follows.length, membersSites, mayChoose },
    language,
  );
}

/** Lists the choices of sites that a server may allow. */
function siteChoices({ app }: Visit): readonly string[] {
  const names = chosenByOperator(app.sources).map(({ site }) => site.name);
  return app.publicSites.kinds.length > 0 ? [...names, anyPublicSite] : names;
}

/** Reads a member's changes to the list of authors that they were shown. */
async function readMuted(
  { app }: Visit,
  guildId: string,
  typed: string,
  memory: string | undefined,
): Promise<SettingsChange> {
  const { mutedAuthors: current } = await app.store.settings.ofGuild(guildId);
  const before = await recallMuted(app.archive, memory, current);
  const chosen = await findMutedAuthors(app, typed, [...before, ...current]);
  return ({ mutedAuthors }) => {
    const merged = mergeChoices(mutedAuthors, { shown: before, chosen }, ({ reference }) => reference);
    if (merged.length > mostMuted) throw new UserError((say) => say.settings.tooManyMuted(mostMuted));
    return { mutedAuthors: merged };
  };
}

/**
 * Reads the change that a control stands for.
 * @throws {UserError} for another kind of control, and for a channel that the bot cannot write to
 */
async function readChange(
  visit: Visit<MessageComponentInteraction>,
  asked: SettingsAsked,
): Promise<SettingsChange> {
  const { interaction } = visit;
  if (asked.action === "deletions") return { deletions: asked.value };
  if (asked.action === "score") return { showsScore: asked.value === "on" };
  if (interaction.isStringSelectMenu() && asked.action === "sites")
    return chooseSites(siteChoices(visit), choicesOf(interaction));
  if (interaction.isRoleSelectMenu() && asked.action === "followers") {
    const choices = choicesOf(interaction);
    return ({ followerRoleIds }) => ({ followerRoleIds: mergeChoices(followerRoleIds, choices) });
  }
  if (interaction.isChannelSelectMenu()) {
    const [channelId] = interaction.values;
    if (asked.action === "channel") return { defaultChannelId: channelId };
    if (channelId !== undefined) await refuseUnwritable(visit, channelId);
    if (asked.action === "trouble") return { troubleChannelId: channelId };
  }
  throw new UserError((say) => say.interaction.tooOld);
}

/** Allows the chosen sites and keeps other members' simultaneous changes, as long as any site is left. */
function chooseSites(all: readonly string[], choices: MenuChoices): SettingsChange {
  return ({ sites = all }) => {
    const merged = mergeChoices(sites, choices);
    const allowed = merged.length > 0 ? merged : choices.chosen;
    return { sites: all.every((name) => allowed.includes(name)) ? undefined : allowed };
  };
}

async function refuseUnwritable({ interaction, guild }: Visit, channelId: string): Promise<void> {
  const me = guild?.members.me;
  const channel = me ? await findChannel(interaction.client, channelId) : undefined;
  const permissions = me ? channel?.permissionsFor(me) : undefined;
  if (!permissions?.has(["ViewChannel", "SendMessages"]))
    throw new UserError((say) => say.settings.cannotWrite(`<#${channelId}>`));
}
