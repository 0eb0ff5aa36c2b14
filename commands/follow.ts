import { SlashCommandBuilder } from "@discordjs/builders";
import { ChannelType, InteractionContextType } from "discord.js";
import type { SlashCommand } from "../src/discord/kit/command.ts";
import { offerMoreAuthors } from "../src/discord/kit/filter-options.ts";
import { requireFollower } from "../src/discord/kit/member-permissions.ts";
import { deferPrivately } from "../src/discord/kit/visit.ts";
import { together } from "../src/features/follow/all-faults.ts";
import { findFollowTarget } from "../src/features/follow/find-follow-target.ts";
import { chooseFollowChannel } from "../src/features/follow/follow-channel.ts";
import { showFollowProgress } from "../src/features/follow/follow-progress.ts";
import { startFollow } from "../src/features/follow/start-follow.ts";
import { english } from "../src/language/english.ts";

const texts = english.follow;

export const follow = {
  kind: "slash",
  data: new SlashCommandBuilder()
    .setName("follow")
    .setDescription(texts.description)
    // Who may follow is a setting of the server, so Discord is not told to hide it.
    .setContexts(InteractionContextType.Guild)
    .addStringOption((option) =>
      option.setName("url").setDescription(texts.options.url).setRequired(true).setMaxLength(500),
    )
    .addChannelOption((option) =>
      option.setName("channel").setDescription(texts.options.channel).addChannelTypes(ChannelType.GuildForum),
    )
    .addIntegerOption((option) =>
      option.setName("backfill").setDescription(texts.options.backfill).setMinValue(0).setMaxValue(100_000),
    )
    .addIntegerOption((option) => option.setName("min-score").setDescription(texts.options.minScore))
    .addStringOption((option) =>
      option.setName("authors").setDescription(texts.options.authors).setMaxLength(500).setAutocomplete(true),
    ),

  async execute(visit) {
    const { interaction, app } = visit;
    const guildId = await requireFollower(visit);
    await deferPrivately(visit);
    const context = { ...app, language: visit.sharedLanguage };
    const { options } = interaction;
    const typed = { url: options.getString("url", true), authors: options.getString("authors") ?? "" };
    const [target, channelId] = await together(
      () => findFollowTarget(context, app.mirror, guildId, typed),
      () => chooseFollowChannel(visit, options.getChannel("channel")?.id),
    );
    const started = await startFollow(app, app.mirror, target, {
      guildId,
      channelId,
      backfill: options.getInteger("backfill") ?? undefined,
      minScore: options.getInteger("min-score") ?? undefined,
      createdBy: interaction.user.id,
    });
    await showFollowProgress(visit, started);
  },

  autocomplete: offerMoreAuthors,
} satisfies SlashCommand;
