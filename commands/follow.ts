import { ChannelType, InteractionContextType } from "discord.js";
import type { SlashCommand } from "../src/discord/kit/command.ts";
import { slashCommand, worded } from "../src/discord/kit/command-words.ts";
import { offerMoreAuthors } from "../src/discord/kit/filter-options.ts";
import { requireFollower } from "../src/discord/kit/member-permissions.ts";
import { deferPrivately } from "../src/discord/kit/visit.ts";
import { together } from "../src/features/follow/all-faults.ts";
import { findFollowTarget } from "../src/features/follow/find-follow-target.ts";
import { chooseFollowChannel } from "../src/features/follow/follow-channel.ts";
import { showFollowProgress } from "../src/features/follow/follow-progress.ts";
import { findPlace } from "../src/features/follow/public-sites.ts";
import { startFollow } from "../src/features/follow/start-follow.ts";

export const follow = {
  kind: "slash",
  data: slashCommand("follow", (say) => say.follow.description)
    // A server's settings decide who may follow, so Discord does not hide the command.
    .setContexts(InteractionContextType.Guild)
    .addStringOption((option) =>
      worded(option, "url", (say) => say.follow.options.url)
        .setRequired(true)
        .setMaxLength(500),
    )
    .addChannelOption((option) =>
      worded(option, "channel", (say) => say.follow.options.channel).addChannelTypes(ChannelType.GuildForum),
    )
    .addIntegerOption((option) =>
      worded(option, "backfill", (say) => say.follow.options.backfill)
        .setMinValue(0)
        .setMaxValue(100_000),
    )
    .addIntegerOption((option) => worded(option, "min-score", (say) => say.follow.options.minScore))
    .addStringOption((option) =>
      worded(option, "authors", (say) => say.follow.options.authors)
        .setMaxLength(500)
        .setAutocomplete(true),
    ),

  async execute(visit) {
    const { interaction, app } = visit;
    const guildId = await requireFollower(visit);
    await deferPrivately(visit);
    const { options } = interaction;
    const minScore = options.getInteger("min-score") ?? undefined;
    const authors = options.getString("authors") ?? "";
    const typed = { url: options.getString("url", true), authors, minScore };
    const findTarget = async () => {
      const { sources, url } = await findPlace(app, typed.url);
      const context = { ...app, sources, language: visit.sharedLanguage };
      return await findFollowTarget(context, guildId, { ...typed, url });
    };
    const [target, channelId] = await together(findTarget, () =>
      chooseFollowChannel(visit, options.getChannel("channel")?.id),
    );
    const started = await startFollow(app, app.mirror, target, {
      guildId,
      channelId,
      backfill: options.getInteger("backfill") ?? undefined,
      minScore,
      createdBy: interaction.user.id,
    });
    await showFollowProgress(visit, started);
  },

  autocomplete: offerMoreAuthors,
} satisfies SlashCommand;
